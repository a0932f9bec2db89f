//! Runs the simulated identification alone: `cargo run --example identification -- SP_METADATA [DIRECTORY] [PORT]`.

use std::sync::Arc;

use simulators::identification::{Identification, Settings, routes};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let sp_metadata = arguments.next().unwrap_or_else(|| "http://localhost:8080/saml/metadata".to_owned());
    let data_directory = arguments.next().unwrap_or_else(|| "var/identification".to_owned()).into();
    let port = arguments.next().unwrap_or_else(|| "8090".to_owned());
    #[expect(clippy::disallowed_methods, reason = "the one place of this program where the system's time is taken")]
    let clock = Arc::new(jiff::Timestamp::now);
    let base_url = format!("http://127.0.0.1:{port}");
    let state = Identification::new(Settings { base_url: base_url.clone(), data_directory, sp_metadata, clock })?;
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("identification ready: {base_url}");
    axum::serve(listener, routes(state)).await?;
    Ok(())
}
