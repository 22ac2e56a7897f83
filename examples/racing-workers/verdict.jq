# Whether each of $runs has succeeded exactly once, by the $records of what they did; two of them at the second attempt.

def check($what; $holds): if $holds then . else error($what) end;

([$records[] | select(.event.kind == "log") | .run_id] | group_by(.) | map({key: .[0], value: length}) | from_entries)
  as $laps
| ([$runs[] | select(.attempt > 1).run_id] | sort) as $again
| check("there are not 30 runs"; ($runs | length) == 30)
| check("a run has not succeeded"; all($runs[]; .status == "succeeded"))
| check("a lap is not on record exactly once"; ($laps | length) == 30 and all($laps[]; . == 1))
| check("a lap is recorded by another than whose run succeeded";
    all($records[]; . as $record | any($runs[]; .run_id == $record.run_id and .worker == $record.by)))
| check("other runs were tried again than those that were lost"; $again == ([$killed, $slept] | sort))
| check("a lost run was tried more than twice"; all($runs[]; .attempt <= 2))
| ($runs | group_by(.worker) | map("\(.[0].worker) \(length)") | join(", ")),
  "each of the 30 succeeded exactly once: 28 at the first attempt, the two that were lost at the second"
