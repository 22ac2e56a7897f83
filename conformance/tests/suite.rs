//! The suite as a whole, against a server that gives one right answer and no other.

mod scripted;

use std::{collections::BTreeSet, fs};

use biscuit_auth::{Biscuit, KeyPair};
use charter_conformance::{
    cases::Outcome,
    contract::Contract,
    deployment::Deployment,
    report,
    suite::{Report, Selection, Suite},
};
use scripted::Scripted;
use serde_json::{Value, json};
use tempfile::TempDir;

async fn run(only: &[&str]) -> (Contract, Report) {
    let store = json!({
        "store_id": "0197a3c4-6f00-7000-8000-000000000001", "revision": 42, "oldest_revision": 0,
        "versions": { "contract": "0.1.0", "server": "9.9.9", "store_format": 1 },
    });
    let url = Scripted::json(200, &store).serve().await;
    let folder = TempDir::new().unwrap();
    let token = Biscuit::builder().fact("operation(\"*\")").unwrap().build(&KeyPair::new()).unwrap();
    fs::write(folder.path().join("token"), token.to_base64().unwrap() + "\n").unwrap();
    let deployment = Deployment::elsewhere(&url, &folder.path().join("token"), None).unwrap();
    let selection = Selection {
        families: BTreeSet::from(["store".to_owned()]),
        only: only.iter().map(|id| (*id).to_owned()).collect(),
        ..Selection::default()
    };
    let suite = Suite::new(Contract::embedded().unwrap(), &deployment, selection).unwrap();
    let report = suite.run(|_| {}).await.unwrap();
    (Contract::embedded().unwrap(), report)
}

fn outcome<'a>(report: &'a Report, id: &str) -> &'a Outcome {
    &report.results.iter().find(|result| result.id == id).unwrap().outcome
}

#[tokio::test]
async fn one_right_answer_passes_one_example() {
    let (contract, report) = run(&["get-store"]).await;
    assert_eq!(outcome(&report, "get-store"), &Outcome::Passed);
    assert!(report::passed(&contract, &report), "a single case that passes is a pass");
}

#[tokio::test]
async fn every_other_promise_is_reported_as_broken() {
    let (contract, report) = run(&[]).await;
    assert_eq!(outcome(&report, "get-store"), &Outcome::Passed);
    let Outcome::Failed(reasons) = outcome(&report, "get-store-without-token") else { panic!("it should fail") };
    assert!(reasons[0].contains("should answer 401") && reasons[1].contains("without a token"), "{reasons:?}");
    assert!(matches!(outcome(&report, "what-is-no-token-is-refused"), Outcome::Failed(_)));
    assert!(matches!(outcome(&report, "acknowledged-is-on-disk"), Outcome::Skipped(_)));
    assert!(!report::passed(&contract, &report));
    let missing: Vec<String> =
        report.coverage.missing(&contract, &report.families).into_iter().map(|row| row.what).collect();
    assert_eq!(missing, ["400", "401", "403"]);
}

#[tokio::test]
async fn the_files_of_a_report_tell_the_same() {
    let (contract, report) = run(&[]).await;
    let folder = TempDir::new().unwrap();
    report::write(folder.path(), &contract, &report).unwrap();
    let summary = fs::read_to_string(folder.path().join("summary.json")).unwrap();
    let summary: Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["passed"], false);
    assert_eq!(summary["server_versions"]["server"], "9.9.9");
    assert_eq!(summary["counts"]["skipped"], 1);
    let cases = summary["cases"].as_array().unwrap().len();
    assert_eq!(cases, report.results.len());
    let junit = fs::read_to_string(folder.path().join("junit.xml")).unwrap();
    assert_eq!(junit.matches("<testcase").count(), cases);
    assert_eq!(junit.matches("<failure").count(), summary["counts"]["failed"].as_u64().unwrap() as usize);
    let text = report::closing(&contract, &report);
    assert!(text.contains("getStore 403 is stable, and no published example exercises it"), "{text}");
}
