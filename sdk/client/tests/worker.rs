//! Workers against a board of runs.

#[path = "common/board.rs"]
mod board;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use board::Board;
use charter_sdk::{
    Client, RetryPolicy,
    types::LogLevel,
    worker::{Completion, Failure, StopReason, StopToken, Worker},
};
use serde_json::{Value, json};
use tokio::{sync::mpsc, time::timeout};

/// Longer than anything here takes.
const DEADLINE: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(1000);

fn worker(url: &str) -> Worker {
    let shortest = Duration::from_millis(1);
    let retry = RetryPolicy::with_retries(0).base_delay(shortest).longest_delay(shortest);
    let client = Client::builder().url(url).token("secret").retry(retry).build().unwrap();
    client.worker(["specialist"]).lease(SHORT).grace(Duration::from_millis(200))
}

async fn in_time<T>(future: impl Future<Output = T>) -> T {
    timeout(DEADLINE, future).await.expect("it ends in time")
}

#[tokio::test]
async fn a_run_is_claimed_reported_on_and_completed() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    let worker = worker(&url).skills(["rust"]).name("cartographer").at_most(1);
    let tally = in_time(worker.run(|run| async move {
        run.progress("Coastlines", 40).await;
        run.log(LogLevel::Info, "Sheet 3").await;
        run.usage(5, 7).await;
        Ok(Completion::new().output(json!({ "title": run.run().title })))
    }));
    let tally = tally.await.unwrap();
    assert_eq!((tally.completed, tally.failed, tally.lost), (1, 0, 0));
    let claim = &board.asked()[0];
    assert_eq!(claim.body["roles"], json!(["specialist"]));
    assert_eq!((&claim.body["skills"], &claim.body["limit"]), (&json!(["rust"]), &json!(1)));
    assert_eq!((&claim.body["lease_ms"], &claim.body["worker_name"]), (&json!(1000), &json!("cartographer")));
    assert_eq!(
        board.events(&run_id),
        [
            json!({ "kind": "progress", "step": "Coastlines", "percent": 40 }),
            json!({ "kind": "log", "level": "info", "message": "Sheet 3" }),
            json!({ "kind": "usage", "tokens": 5, "cost_micros": 7 }),
        ]
    );
    let complete = &board.asked_for(&run_id, "complete")[0];
    assert_eq!(complete.body, json!({ "epoch": 1, "output": { "title": "Draw the maps" } }));
}

#[tokio::test]
async fn events_are_sent_in_their_order_in_few_reports() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    let work = worker(&url).at_most(1).run(|run| async move {
        for number in 0..1050 {
            run.log(LogLevel::Debug, number.to_string()).await;
        }
        Ok(Completion::new())
    });
    in_time(work).await.unwrap();
    let messages: Vec<Value> = board.events(&run_id).iter().map(|event| event["message"].clone()).collect();
    assert_eq!(messages, (0..1050).map(|number| json!(number.to_string())).collect::<Vec<_>>());
    let reports = board.asked_for(&run_id, "events");
    assert!(reports.iter().all(|report| report.body["events"].as_array().unwrap().len() <= 100));
    assert!(reports.len() < 40, "{} reports", reports.len());
}

#[tokio::test]
async fn a_report_is_no_larger_than_the_contract_allows() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    let work = worker(&url).at_most(1).run(|run| async move {
        for _ in 0..60 {
            run.log(LogLevel::Info, "ä".repeat(30_000)).await;
        }
        Ok(Completion::new())
    });
    in_time(work).await.unwrap();
    assert_eq!(board.events(&run_id).len(), 60);
    assert!(board.asked_for(&run_id, "events").iter().all(|report| report.body.to_string().len() < 1_048_576));
}

#[tokio::test]
async fn a_lease_is_kept_for_as_long_as_the_work_takes() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    let work = worker(&url).at_most(1).run(|_| async {
        tokio::time::sleep(SHORT * 2).await;
        Ok(Completion::new())
    });
    assert_eq!(in_time(work).await.unwrap().completed, 1);
    assert!(board.asked_for(&run_id, "heartbeat").len() >= 4);
}

#[tokio::test]
async fn nothing_is_sent_for_a_lease_that_is_lost() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    let (told, mut reasons) = mpsc::unbounded_channel();
    let work = worker(&url).at_most(1).run(move |run| {
        let told = told.clone();
        async move {
            run.cancelled().await;
            told.send(run.stop_reason()).unwrap();
            run.log(LogLevel::Error, "said too late").await;
            Ok(Completion::new().output("made too late"))
        }
    });
    let work = tokio::spawn(work);
    in_time(async {
        while !board.is_claimed(&run_id) {
            tokio::task::yield_now().await;
        }
    })
    .await;
    board.take_away(&run_id);
    assert_eq!(in_time(reasons.recv()).await.unwrap(), Some(StopReason::LeaseLost));
    assert_eq!(in_time(work).await.unwrap().unwrap().lost, 1);
    // Beside the heartbeat that was refused, only a look at the run: it could wait for an approval.
    let after: Vec<_> = board.asked().into_iter().map(|asked| asked.what).filter(|what| what != "claim").collect();
    assert_eq!(after, ["heartbeat", run_id.as_str()]);
}

#[tokio::test]
async fn a_lease_that_is_over_by_the_own_clock_is_lost_without_a_word() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    // The whole worker is held up, as by SIGSTOP: there is one thread only.
    let work = worker(&url).at_most(1).run(|_| async {
        std::thread::sleep(SHORT + Duration::from_millis(100));
        Ok(Completion::new())
    });
    assert_eq!(in_time(work).await.unwrap().lost, 1);
    assert!(board.asked().iter().all(|asked| asked.run != run_id), "{:?}", board.asked());
}

#[tokio::test]
async fn a_run_that_is_to_stop_is_told_and_then_dropped() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    let (told, mut reasons) = mpsc::unbounded_channel();
    let work = tokio::spawn(worker(&url).at_most(1).run(move |run| {
        let told = told.clone();
        async move {
            told.send(None).unwrap();
            run.cancelled().await;
            told.send(run.stop_reason()).unwrap();
            std::future::pending().await
        }
    }));
    assert_eq!(in_time(reasons.recv()).await.unwrap(), None);
    board.cancel(&run_id);
    assert_eq!(in_time(reasons.recv()).await.unwrap(), Some(StopReason::Requested));
    assert_eq!(in_time(work).await.unwrap().unwrap().failed, 1);
    let fail = &board.asked_for(&run_id, "fail")[0].body;
    assert_eq!(fail["detail"], "stopped as it was told");
    assert!(in_time(reasons.recv()).await.is_none(), "the handler is gone");
}

#[tokio::test]
async fn a_run_that_was_told_to_stop_before_it_began_does_not_begin() {
    let (board, url) = Board::start().await;
    board.cancel_at_claim();
    let run_id = board.queue(json!({}));
    let begun = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&begun);
    let work = worker(&url).at_most(1).run(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok(Completion::new()) }
    });
    assert_eq!(in_time(work).await.unwrap().failed, 1);
    assert_eq!((begun.load(Ordering::SeqCst), board.ended(&run_id).as_deref()), (0, Some("fail")));
}

#[tokio::test]
async fn what_gets_no_answer_is_sent_again_with_the_same_key() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    for what in ["complete", "events"] {
        board.break_next(what, 3);
    }
    let work = worker(&url).lease(Duration::from_secs(20)).at_most(1).run(|run| async move {
        run.log(LogLevel::Info, "once").await;
        Ok(Completion::new())
    });
    assert_eq!(in_time(work).await.unwrap().completed, 1);
    for what in ["complete", "events"] {
        let asked = board.asked_for(&run_id, what);
        assert_eq!(asked.len(), 4, "{what}");
        assert!(asked.iter().all(|asked| asked.key == board.asked_for(&run_id, what)[0].key));
    }
}

#[tokio::test]
async fn nothing_is_tried_for_longer_than_the_lease() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    for what in ["complete", "heartbeat"] {
        board.break_next(what, u32::MAX);
    }
    let work = worker(&url).at_most(1).run(|_| async { Ok(Completion::new()) });
    let started = std::time::Instant::now();
    assert_eq!(in_time(work).await.unwrap().lost, 1);
    assert!(started.elapsed() < SHORT * 3, "{:?}", started.elapsed());
    assert!(board.asked_for(&run_id, "complete").len() > 1);
}

#[tokio::test]
async fn a_handler_that_panics_fails_its_attempt_and_nothing_else() {
    let (board, url) = Board::start().await;
    let runs = [board.queue(json!({ "title": "bad" })), board.queue(json!({ "title": "good" }))];
    let work = worker(&url).at_most(2).run(|run| async move {
        assert!(&*run.run().title == "good", "no ink");
        Ok(Completion::new())
    });
    let tally = in_time(work).await.unwrap();
    assert_eq!((tally.completed, tally.failed), (1, 1));
    let fail = &board.asked_for(&runs[0], "fail")[0].body;
    assert_eq!((&fail["class"], &fail["detail"]), (&json!("retryable"), &json!("the handler panicked: no ink")));
}

#[tokio::test]
async fn failures_keep_their_class() {
    let (board, url) = Board::start().await;
    let runs: Vec<_> = (0..3).map(|number| board.queue(json!({ "title": number.to_string() }))).collect();
    let work = worker(&url).at_most(3).run(|run| async move {
        match &*run.run().title {
            "0" => Err(Failure::rate_limited(Duration::from_secs(9), "busy")),
            "1" => Err(Failure::policy("not allowed")),
            _ => Err(std::io::Error::other("disk").into()),
        }
    });
    assert_eq!(in_time(work).await.unwrap().failed, 3);
    let told: Vec<_> = runs.iter().map(|run| board.asked_for(run, "fail")[0].body.clone()).collect();
    assert_eq!(told[0], json!({ "epoch": 1, "class": "rate_limited", "after_ms": 9000, "detail": "busy" }));
    assert_eq!(told[1], json!({ "epoch": 1, "class": "policy", "detail": "not allowed" }));
    assert_eq!(told[2], json!({ "epoch": 1, "class": "retryable", "detail": "disk" }));
}

#[tokio::test]
async fn a_completion_that_is_refused_becomes_a_failure_that_says_why() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({}));
    let problem = json!({ "type": "urn:charter:problem:mission-conflict", "title": "No", "status": 409,
                          "detail": "there is no report" });
    board.refuse("complete", problem);
    let work = worker(&url).at_most(1).run(|_| async { Ok(Completion::new()) });
    assert_eq!(in_time(work).await.unwrap().failed, 1);
    let fail = &board.asked_for(&run_id, "fail")[0].body;
    assert!(fail["detail"].as_str().unwrap().contains("there is no report"), "{fail}");
}

#[tokio::test]
async fn an_attempt_takes_no_longer_than_its_time_limit() {
    let (board, url) = Board::start().await;
    let run_id = board.queue(json!({ "time_limit_ms": 300 }));
    let work = worker(&url).at_most(1).run(|run| async move {
        run.cancelled().await;
        assert_eq!(run.stop_reason(), Some(StopReason::TimeLimit));
        Ok(Completion::new())
    });
    assert_eq!(in_time(work).await.unwrap().failed, 1);
    assert_eq!(board.asked_for(&run_id, "fail")[0].body["detail"], "the time limit has passed");
}

#[tokio::test]
async fn a_worker_that_is_told_to_stop_lets_runs_end_and_claims_no_more() {
    let (board, url) = Board::start().await;
    let (quick, slow) = (board.queue(json!({ "title": "quick" })), board.queue(json!({ "title": "slow" })));
    let stop = StopToken::new();
    let (begun, mut beginnings) = mpsc::unbounded_channel();
    let work = tokio::spawn(worker(&url).concurrency(2).stop(stop.clone()).run(move |run| {
        let begun = begun.clone();
        async move {
            begun.send(()).unwrap();
            if &*run.run().title == "quick" {
                tokio::time::sleep(Duration::from_millis(100)).await;
                return Ok(Completion::new());
            }
            run.cancelled().await;
            assert_eq!(run.stop_reason(), Some(StopReason::WorkerStops));
            Err(Failure::retryable("half done"))
        }
    }));
    in_time(beginnings.recv()).await;
    in_time(beginnings.recv()).await;
    stop.cancel();
    board.queue(json!({}));
    let tally = in_time(work).await.unwrap().unwrap();
    assert_eq!((tally.completed, tally.failed), (1, 1));
    assert_eq!((board.ended(&quick).as_deref(), board.ended(&slow).as_deref()), (Some("complete"), Some("fail")));
}

#[tokio::test]
async fn a_worker_that_waits_for_a_claim_stops_at_once() {
    let (board, url) = Board::start().await;
    let stop = StopToken::new();
    let work = tokio::spawn(worker(&url).stop(stop.clone()).run(|_| async { Ok(Completion::new()) }));
    let started = std::time::Instant::now();
    tokio::time::sleep(Duration::from_millis(50)).await;
    stop.cancel();
    assert_eq!(in_time(work).await.unwrap().unwrap(), Default::default());
    assert!(started.elapsed() < Duration::from_secs(5) && board.asked().is_empty());
}

#[tokio::test]
async fn a_worker_has_no_more_runs_than_places() {
    let (board, url) = Board::start().await;
    for _ in 0..20 {
        board.queue(json!({}));
    }
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&most);
    let work = worker(&url).concurrency(3).until_idle(Duration::from_millis(50)).run(move |_| {
        let (now, most) = (Arc::clone(&now), Arc::clone(&counted));
        async move {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(5)).await;
            now.fetch_sub(1, Ordering::SeqCst);
            Ok(Completion::new())
        }
    });
    assert_eq!(in_time(work).await.unwrap().completed, 20);
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn two_workers_share_the_runs() {
    let (board, url) = Board::start().await;
    let runs: Vec<_> = (0..40).map(|_| board.queue(json!({}))).collect();
    let work = || {
        worker(&url).concurrency(2).until_idle(Duration::from_millis(50)).run(|_| async {
            tokio::time::sleep(Duration::from_millis(3)).await;
            Ok(Completion::new())
        })
    };
    let (one, other) = in_time(async { tokio::join!(work(), work()) }).await;
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.completed + other.completed, 40);
    assert!(one.completed > 0 && other.completed > 0);
    assert!(runs.iter().all(|run| board.asked_for(run, "complete").len() == 1));
}

#[tokio::test]
async fn a_worker_waits_out_a_server_that_is_away() {
    let (board, url) = Board::start().await;
    board.break_next("claim", 3);
    let work = tokio::spawn(worker(&url).at_most(1).run(|_| async { Ok(Completion::new()) }));
    in_time(async {
        // What was claimed by a request whose answer got lost stays with its lease.
        while board.asked().len() < 4 {
            if board.asked().len() < 3 {
                board.queue(json!({}));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        board.queue(json!({}));
    })
    .await;
    assert_eq!(in_time(work).await.unwrap().unwrap().completed, 1);
    let claims: Vec<_> = board.asked().into_iter().filter(|asked| asked.what == "claim").take(4).collect();
    assert!(claims.iter().all(|claim| claim.key == claims[0].key));
}

#[tokio::test]
async fn a_setting_that_breaks_the_contract_is_told_before_anything_is_sent() {
    let (board, url) = Board::start().await;
    for worker in
        [worker(&url).skills(["No Such"]), worker(&url).lease(Duration::from_millis(1)), worker(&url).name("")]
    {
        assert!(worker.run(|_| async { Ok(Completion::new()) }).await.is_err());
    }
    assert!(board.asked().is_empty());
}
