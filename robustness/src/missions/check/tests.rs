//! Accounts in which one thing is wrong: each is found.

use charter_conformance::wire::Event;
use serde_json::{Value, json};

use super::all;
use crate::missions::{
    deed::{Deed, Kind, Told},
    evidence::{Artifact, Evidence, Mission, Run},
};

const MISSION: &str = "0197f3f0-0000-7000-8000-000000000001";
const WORK: &str = "0197f3f0-0000-7000-8000-000000000001.00000001";
const REVIEW: &str = "0197f3f0-0000-7000-8000-000000000001.00000002";
const TESTED: &str = "0197f3f0-0000-7000-8000-000000000001.00000003";

fn deed(kind: Kind, mark: &str, by: &str, (run_id, epoch): (&str, u64), at: u64, told: Told) -> Deed {
    let (mark, by, run_id) = (mark.to_owned(), format!("agent:{by}"), run_id.to_owned());
    let (sent_at, answered_at) = (at, at + 1);
    Deed { kind, mark, by, run_id, epoch, sent_at, answered_at, requests: 1, replayed: false, told }
}

fn claimed(mark: &str, by: &str, run_id: &str, epoch: u64, at: u64) -> Deed {
    let body = json!({ "runs": [{ "run": { "run_id": run_id }, "lease": { "epoch": epoch } }] });
    deed(Kind::Claim, mark, by, ("", 0), at, Told::Done(body))
}

fn done() -> Told {
    Told::Done(json!({}))
}

/// A worker dies, another does the work, two judge it.
fn deeds() -> Vec<Deed> {
    vec![
        deed(Kind::CreateMission, "m-1", "director", ("", 0), 0, done()),
        claimed("a-1", "a", WORK, 1, 10),
        deed(Kind::Report, "a-2", "a", (WORK, 1), 20, done()),
        claimed("b-1", "b", WORK, 2, 30),
        deed(Kind::Report, "a-3", "a", (WORK, 1), 40, Told::LeaseLost),
        deed(Kind::Report, "b-2", "b", (WORK, 2), 50, done()),
        deed(Kind::Upload, "b-3", "b", (WORK, 2), 60, done()),
        deed(Kind::Complete, "b-4", "b", (WORK, 2), 70, done()),
        claimed("a-4", "a", REVIEW, 1, 80),
        deed(Kind::Complete, "a-5", "a", (REVIEW, 1), 90, Told::Nothing),
        claimed("c-1", "c", TESTED, 1, 100),
        deed(Kind::Complete, "c-2", "c", (TESTED, 1), 110, done()),
    ]
}

fn run(run_id: &str, worker: &str, attempt: u64, mark: &str, marks: &[&str]) -> (String, Run) {
    let record = |(index, mark): (usize, &&str)| {
        let event = json!({ "kind": "log", "message": mark });
        json!({ "run_id": run_id, "number": index + 1, "attempt": index + 1, "event": event })
    };
    let run = json!({
        "run_id": run_id, "mission_id": MISSION, "item_id": "sheet-0", "status": "succeeded",
        "attempt": attempt, "epoch": attempt, "failures": attempt - 1, "worker": format!("agent:{worker}"),
        "usage": { "tokens": 0 }, "records": marks.len(), "output": { "mark": mark },
    });
    (run_id.to_owned(), Run { run, records: marks.iter().enumerate().map(record).collect() })
}

fn event(name: &str, revision: u64, data: &Value) -> Event {
    let data = json!({ "id": format!("{revision}-0"), "revision": revision, "data": data });
    Event { name: name.to_owned(), id: Some(revision), data }
}

fn mission() -> Mission {
    let ended = ["run_started", "run_succeeded"];
    let kinds: Vec<&str> =
        ["", "run_started", "run_failed"].into_iter().chain(ended).chain(ended).chain(ended).collect();
    let entry =
        |(step, kind): (usize, &&str)| json!({ "step": step, "revision": 100 + step, "event": { "kind": kind } });
    let history: Vec<Value> = kinds.iter().enumerate().map(entry).collect();
    let steps = history.len() as u64 - 1;
    let told = || {
        let mut told = vec![event("mission.created", 100, &json!({}))];
        told.extend((101..=100 + steps).map(|revision| event("mission.updated", revision, &json!({}))));
        for number in 1..=2 {
            told.push(event("run.log", 200 + number, &json!({ "run_id": WORK, "number": number })));
        }
        told
    };
    Mission {
        mission: json!({
            "mission_id": MISSION, "title": "m-1", "status": "completed", "active_runs": 0, "queued_runs": 3,
            "usage": { "runs": 4, "tokens": 0, "cost_micros": 0 }, "steps": steps,
        }),
        items: vec![json!({
            "item_id": "sheet-0", "title": "m-1, one of 1", "gates": "both", "status": "done", "produced_by": "agent:b", "attempts": 2,
            "feedback": [], "depends_on": [], "artifacts": [{ "kind": "map" }],
        })],
        history,
        followed: told(),
        reread: told(),
    }
}

fn sound() -> Evidence {
    let mut evidence = Evidence { missions: vec![mission()], ..Evidence::default() };
    evidence.account.deeds = deeds();
    evidence.runs.extend([
        run(WORK, "b", 2, "b-4", &["a-2", "b-2"]),
        run(REVIEW, "a", 1, "a-5", &[]),
        run(TESTED, "c", 1, "c-2", &[]),
    ]);
    set(&mut evidence, WORK, "artifacts", json!([{ "kind": "map" }]));
    for (run_id, gate) in [(REVIEW, "review"), (TESTED, "test")] {
        set(&mut evidence, run_id, "gate", json!(gate));
        set(&mut evidence, run_id, "verdict", json!("pass"));
    }
    let artifact = json!({ "name": "b-3", "run_id": WORK, "size": 3 });
    evidence.artifacts.push(Artifact { artifact, content: b"b-3".to_vec() });
    evidence
}

fn set(evidence: &mut Evidence, run_id: &str, member: &str, value: Value) {
    evidence.runs.get_mut(run_id).unwrap().run[member] = value;
}

fn deed_of<'a>(evidence: &'a mut Evidence, mark: &str) -> &'a mut Deed {
    evidence.account.deeds.iter_mut().find(|deed| deed.mark == mark).unwrap()
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    assert_eq!(all(&sound()), Vec::<String>::new());
}

fn complete_twice(evidence: &mut Evidence) {
    let again = Deed { mark: "b-9".into(), ..deed_of(evidence, "b-4").clone() };
    evidence.account.deeds.push(again);
}

/// Something that goes wrong, and words of the finding.
type Wrong = (fn(&mut Evidence), &'static str);

const WRONG: &[Wrong] = &[
    (|all| set(all, WORK, "output", json!({ "mark": "a-9" })), "is lost"),
    (|all| set(all, WORK, "status", json!("queued")), "has not succeeded"),
    (|all| set(all, WORK, "worker", json!("agent:a")), "is lost"),
    (|all| set(all, REVIEW, "worker", json!("agent:b")), "judged by who did it"),
    (|all| set(all, REVIEW, "verdict", json!("rework")), "should go on with the gate null"),
    (|all| set(all, TESTED, "gate", json!("review")), "should go on with the gate \"test\""),
    (|all| set(all, WORK, "failures", json!(0)), "do not add up"),
    (|all| set(all, WORK, "usage", json!({ "tokens": 7 })), "do not add up to"),
    (|all| set(all, REVIEW, "output", json!({ "mark": "nobody-1" })), "which nobody has sent"),
    (|all| deed_of(all, "a-3").told = done(), "was accepted when agent:b had the epoch 2"),
    (|all| deed_of(all, "a-5").told = Told::LeaseLost, "was refused, and has happened"),
    (|all| deed_of(all, "a-4").told = claimed("", "", WORK, 2, 0).told, "both got"),
    (complete_twice, "completed twice"),
    (|all| drop(all.runs.get_mut(WORK).unwrap().records.remove(0)), "records with a gap"),
    (|all| all.runs.get_mut(WORK).unwrap().records[0]["attempt"] = json!(3), "after those of the next"),
    (|all| all.runs.get_mut(WORK).unwrap().records[1]["event"]["message"] = json!("a-2"), "is there 2 times"),
    (|all| all.runs.get_mut(WORK).unwrap().records[1]["event"]["message"] = json!("a-3"), "is there 1 times"),
    (|all| all.artifacts.clear(), "is there 0 times"),
    (|all| all.artifacts[0].content = b"b-2".to_vec(), "not those that were sent"),
    (|all| drop(all.runs.remove(TESTED)), "it has queued 3 runs"),
    (|all| all.missions[0].mission["status"] = json!("running"), "has not ended well"),
    (|all| all.missions[0].mission["usage"]["runs"] = json!(5), "it says"),
    (|all| all.missions[0].items[0]["attempts"] = json!(1), "with 2 attempts"),
    (|all| all.missions[0].items[0]["status"] = json!("in_test"), "there is"),
    (|all| all.missions[0].items[0]["title"] = json!("m-1, one of 2"), "its items are those of"),
    (|all| all.missions[0].items.clear(), "has lost all items"),
    (|all| all.missions[0].items[0]["artifacts"] = json!(null), "not the artifacts of its last work"),
    (|all| drop(all.missions[0].history.remove(2)), "its history has"),
    (|all| all.missions[0].history[2]["revision"] = json!(900), "out of order"),
    (|all| all.missions[0].history[2]["event"]["kind"] = json!("paused"), "times run_failed"),
    (|all| drop(all.missions[0].followed.remove(3)), "its stream"),
    (|all| all.missions[0].followed.swap(2, 3), "out of order or doubled"),
    (|all| drop(all.missions[0].followed.pop()), "told of 1 records"),
    (|all| all.missions[0].mission["title"] = json!("m-2"), "is there 0 times"),
];

#[test]
fn everything_that_is_wrong_is_found() {
    for (number, (break_it, words)) in WRONG.iter().enumerate() {
        let mut evidence = sound();
        break_it(&mut evidence);
        let findings = all(&evidence).join("\n");
        assert!(findings.contains(words), "case {number} should find {words:?}: {findings}");
    }
}
