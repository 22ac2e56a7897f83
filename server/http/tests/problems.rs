//! The problems that missions and runs have of their own, to the byte.

mod support;

use reqwest::Response;
use serde_json::{Value, json};

use support::{Server, client};

struct Crew {
    server: Server,
    mission: String,
}

impl Crew {
    async fn new() -> Self {
        let server = Server::start().await;
        let spec = json!({ "title": "Atlas", "items": [
            { "item_id": "draw", "title": "Draw", "gates": "review", "gate_artifacts": ["map", "report"] },
            { "item_id": "print", "title": "Print", "role": "printer" },
        ]});
        let mut crew = Self { server, mission: String::new() };
        let mission = crew.done("/v1/missions", spec).await;
        crew.mission = mission["mission_id"].as_str().unwrap().to_owned();
        crew
    }

    async fn post(&self, path: &str, body: Value) -> Response {
        let request = client().post(self.server.url(path)).bearer_auth(&self.server.token);
        request.header("X-Request-Id", "request-7").json(&body).send().await.unwrap()
    }

    async fn done(&self, path: &str, body: Value) -> Value {
        let response = self.post(path, body).await;
        assert!(response.status().is_success(), "{path}: {}", response.status());
        response.json().await.unwrap()
    }

    async fn of_mission(&self, operation: &str, body: Value) -> String {
        self.problem(&format!("/v1/missions/{}/{operation}", self.mission), body).await
    }

    /// Status and body of what is refused, without what differs from server to server.
    async fn problem(&self, path: &str, body: Value) -> String {
        let response = self.post(path, body).await;
        let status = response.status();
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        format!("{status}\n{}", response.text().await.unwrap()).replace(&self.mission, "{mission_id}")
    }

    /// The path of a run that was claimed.
    async fn claim(&self, role: &str) -> String {
        let claimed = self.done("/v1/runs/claim", json!({ "roles": [role] })).await;
        format!("/v1/runs/{}", claimed["runs"][0]["run"]["run_id"].as_str().unwrap())
    }
}

#[tokio::test]
async fn mission_conflict() {
    let crew = Crew::new().await;
    insta::assert_snapshot!("of_a_mission", crew.of_mission("resume", json!({})).await);
    insta::assert_snapshot!("of_an_item", crew.of_mission("items/draw/retry", json!({})).await);
    let decided = json!({ "kind": "gate_decided", "item_id": "draw", "gate": "review", "verdict": "pass" });
    insta::assert_snapshot!("of_a_gate", crew.of_mission("events", decided).await);
    let run = crew.claim("specialist").await;
    insta::assert_snapshot!("of_artifacts", crew.problem(&format!("{run}/complete"), json!({ "epoch": 1 })).await);
    crew.server.stop().await;
}

#[tokio::test]
async fn lease_lost() {
    let crew = Crew::new().await;
    let run = crew.claim("printer").await;
    for operation in ["heartbeat", "complete"] {
        let refused = crew.problem(&format!("{run}/{operation}"), json!({ "epoch": 2 })).await;
        insta::assert_snapshot!("lease_lost", refused);
    }
    crew.server.stop().await;
}

#[tokio::test]
async fn run_conflict() {
    let crew = Crew::new().await;
    let run = crew.claim("printer").await;
    crew.done(&format!("{run}/complete"), json!({ "epoch": 1 })).await;
    insta::assert_snapshot!("run_conflict", crew.problem(&format!("{run}/cancel"), json!({})).await);
    crew.server.stop().await;
}
