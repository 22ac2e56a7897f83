use std::{sync::OnceLock, time::Duration};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// The process' metrics, in Prometheus' text format.
#[derive(Clone)]
pub(crate) struct Metrics(PrometheusHandle);

/// Seconds: from a read out of memory to the time-out.
const BUCKETS: [f64; 14] =
    [0.0001, 0.000_25, 0.0005, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

impl Metrics {
    /// The recorder belongs to the process: it is installed once, however many servers the process runs.
    pub(crate) fn install() -> Self {
        static RECORDER: OnceLock<Metrics> = OnceLock::new();
        RECORDER
            .get_or_init(|| {
                let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).expect("the list of buckets is not empty");
                let recorder = builder.build_recorder();
                let handle = recorder.handle();
                if metrics::set_global_recorder(recorder).is_err() {
                    tracing::warn!("another recorder is installed: /metrics stays empty");
                }
                describe();
                Self(handle)
            })
            .clone()
    }

    /// The text.
    pub(crate) fn render(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }
}

/// Folds measurements into their histograms, so that they do not pile up while nobody asks for them. Never ends.
pub(crate) async fn upkeep() {
    let mut ticks = tokio::time::interval(Duration::from_secs(5));
    let metrics = Metrics::install();
    loop {
        ticks.tick().await;
        metrics.0.run_upkeep();
    }
}

fn describe() {
    metrics::describe_counter!("charter_http_requests_total", "Requests by operation and status.");
    metrics::describe_counter!("charter_http_rate_limited_total", "Requests that were too many, by whose they were.");
    metrics::describe_gauge!("charter_http_connections", "Connections that are open.");
    metrics::describe_histogram!("charter_http_request_seconds", metrics::Unit::Seconds, "Time to the answer's head.");
}

pub(crate) fn record_request(operation: &'static str, status: u16, elapsed: Duration) {
    metrics::counter!("charter_http_requests_total", "operation" => operation, "status" => status.to_string())
        .increment(1);
    metrics::histogram!("charter_http_request_seconds", "operation" => operation).record(elapsed.as_secs_f64());
}

/// Counts a request that was too many of a `principal`, or of an `address`.
pub(crate) fn record_too_many(whose: &'static str) {
    metrics::counter!("charter_http_rate_limited_total", "whose" => whose).increment(1);
}

/// A connection is open for as long as this is there.
pub(crate) fn open_connection() -> OpenConnection {
    metrics::gauge!("charter_http_connections").increment(1.0);
    OpenConnection
}

pub(crate) struct OpenConnection;

impl Drop for OpenConnection {
    fn drop(&mut self) {
        metrics::gauge!("charter_http_connections").decrement(1.0);
    }
}
