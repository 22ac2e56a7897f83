# Events of a mission, one a line, as a story that people can read; ends when the mission pauses or comes to its end.

def row($who; $what): "  \($who | . + " " * ([20 - length, 0] | max))\($what)";
def files: [.artifacts[]?.name] | join(", ");
def run_line:
  # What is told of a run that has begun before is no beginning.
  if .status == "running" and .updated_at != .started_at then empty
  elif .status == "running" then
    if .gate then row(.worker; "judges \(.item_id)")
    elif .attempt > 1 or .failures > 0 then row(.worker; "begins \(.item_id), attempt \(.attempt)")
    else row(.worker; "begins \(.item_id)") end
  elif .status == "waiting_approval" then row(.worker; "asks leave for \(.item_id), and waits without a lease")
  elif .status == "queued" and .failure then row(.worker; "failed at \(.item_id): \(.failure.detail // .failure.class)")
  elif .status == "failed" then row(.worker; "gave up \(.item_id): \(.failure.detail // .failure.class)")
  elif .status != "succeeded" then empty
  elif .verdict == "rework" then row(.worker; "sends \(.item_id) back: \(.feedback)")
  elif .verdict == "pass" then row(.worker; "passes \(.item_id)")
  elif .artifacts then row(.worker; "made \(files)")
  else row(.worker; "has done \(.item_id)") end;

label $over
| inputs
| .type as $type
| .actor as $actor
| .data
| if $type == "mission.created" then row(.created_by; "wants: \(.title)")
  elif $type == "run.updated" then run_line
  elif $type == "run.progress" then row(.by; "- \(.event.step)")
  elif $type == "run.tool_finished" then row(.by; "- \(.event.tool): \(.event.result // .event.error)")
  elif $type == "mission.notice" then row("the mission"; .text)
  elif $type == "mission.updated" and (.status | IN("running", "cancelling") | not) and .active_runs == 0 then break $over
  else empty end
