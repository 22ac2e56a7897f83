//! Scratch.
use charter_sdk::{Client, Endpoint, RetryPolicy, stream::{Check, StreamItem, StreamOptions}};
use futures::TryStreamExt;
use std::{process::{Child, Command, Stdio}, time::Duration};
fn serve(dir: &str, port: u16) -> Child {
    Command::new("/work/main/target/debug/charter").args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data-dir", dir]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}
#[tokio::test(flavor = "multi_thread")]
async fn live() {
    let dir = std::env::var("CHARTER_DATA_DIR").unwrap();
    let mut server = serve(&dir, 17999);
    tokio::time::sleep(Duration::from_secs(2)).await;
    let e = Endpoint::discover().unwrap();
    let client = Client::builder().url(e.url).token(e.token).retry(RetryPolicy::with_retries(30)).build().unwrap();
    let mut stream = client.watch_resources().after(0).options(StreamOptions::default().checked(Check::Gapless)).stream();
    let watcher = tokio::spawn(async move {
        let (mut seen, mut last) = (0, 0);
        while let Some(item) = stream.try_next().await.unwrap() {
            if let StreamItem::Event(event) = item {
                seen += 1;
                if event.subject == "race" { last = event.data["value"].as_u64().unwrap(); }
                if last == 160 { break; }
            }
        }
        (seen, last)
    });
    let mut hs = Vec::new();
    for _ in 0..8 { let c = client.clone(); hs.push(tokio::spawn(async move { for _ in 0..20 { c.update("race", |v: Option<u64>| v.unwrap_or(0) + 1).await.unwrap(); } })); }
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        server.kill().unwrap(); server.wait().unwrap();
        server = serve(&dir, 17999);
    }
    for h in hs { h.await.unwrap(); }
    println!("final {}", client.get_resource("race").await.unwrap().value);
    println!("{:?}", tokio::time::timeout(Duration::from_secs(30), watcher).await);
    server.kill().unwrap();
}
