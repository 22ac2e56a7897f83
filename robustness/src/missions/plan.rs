//! What missions are to do: items that depend on each other, with gates and artifacts.

use serde_json::{Value, json};

/// The roles that work and judge.
pub(super) const ROLES: [&str; 4] = ["specialist", "reviewer", "tester", PLANNER];
/// The role that adds the items of a mission that begins without.
pub(super) const PLANNER: &str = "planner";
/// The item that such a mission begins with.
pub(super) const PLAN: &str = "plan";
/// What an item may need before it is judged.
pub(super) const NEEDED_KIND: &str = "map";

/// A mission of a few items, or one that is still to be planned; the same for the same choices.
pub(super) fn mission(mark: &str, random: &mut fastrand::Rng) -> Value {
    let mut mission = json!({
        "title": mark,
        "parallelism": random.usize(1..5),
        // Nothing fails for good, however often a worker is not heard of.
        "budgets": { "attempts_per_item": 100 },
    });
    if random.u32(..100) < 30 {
        mission["entrypoint"] = json!(PLANNER);
    } else {
        mission["items"] = json!(items(mark, random));
    }
    mission
}

/// A few items that say who has planned them.
pub(super) fn items(mark: &str, random: &mut fastrand::Rng) -> Vec<Value> {
    let count = random.usize(3..9);
    let title = title(mark, count);
    (0..count).map(|number| item(&title, number, random)).collect()
}

fn item(title: &str, number: usize, random: &mut fastrand::Rng) -> Value {
    let mut depends_on: Vec<String> = Vec::new();
    for before in number.saturating_sub(3)..number {
        if random.u32(..100) < 40 {
            depends_on.push(name(before));
        }
    }
    let gates = ["none", "none", "review", "test", "both"][random.usize(..5)];
    let mut item = json!({ "item_id": name(number), "title": title, "depends_on": depends_on, "gates": gates });
    if random.u32(..100) < 30 {
        item["gate_artifacts"] = json!([NEEDED_KIND]);
    }
    item
}

/// What the items of a plan are called: by it they are known, and how many there have to be.
pub(super) fn title(mark: &str, count: usize) -> String {
    format!("{mark}, one of {count}")
}

fn name(number: usize) -> String {
    format!("sheet-{number}")
}
