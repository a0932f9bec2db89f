//! The room tried from outside: the plan of both sides, notifications, and what follows the register.

mod apart_tests;
mod closing_tests;
mod contact_tests;
mod following_tests;
mod giving_up_tests;
mod handover_tests;
mod item_4_tests;
mod many_tests;
mod rules_tests;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::get;
use db::testing::Scratch;
use jiff::civil::date;

use crate::config::Config;
use crate::kernel::{Basis, Date, Position};
use crate::registers::{Directory, Pharmacy, import_directory};
use crate::testing::{Browser, World};
use crate::web::Visit;

/// Kivisalmen apteekki, whose pharmacist leaves on 10 December 2026.
const LEAVING: &str = "9900153-9";
/// The pharmacist who takes it over on 11 December 2026.
const INCOMING: &str = "9900233-9";
/// Another pharmacist.
const OTHER: &str = "9900160-0";
/// The intermediary.
const VENDOR: &str = "9900191-8";
const PHARMACY: &str = "1.2.246.10.99001539.10.1";

const DIRECTORY: &str = r#"
[[access_point]]
oid = "1.2.246.10.99001918.18.1"
name = "Virtalähde 1"
owner = "9900191-8"
owner_name = "Virtalähde Terveysjärjestelmät Oy"
certificate_until = "2027-05-01"
"#;

/// The company register knows each pharmacist as a person who trades.
const TRADER: &str = r#"{"companies":[{"names":[{"name":"Apteekkari","type":"1","version":1}],
 "companyForms":[{"type":"26","version":1}]}]}"#;

/// The rows of the pharmacy register: pharmacist, begins, ends, of the main pharmacy and its branch.
fn rows(last: &str, first: &str) -> String {
    let periods = [(LEAVING, "20190304", last), (INCOMING, first, "21001231")];
    let mut rows = Vec::new();
    for (oid, parent, name) in [
        (PHARMACY, "", "Kivisalmen apteekki"),
        ("1.2.246.10.99001539.10.2", PHARMACY, "Kivisalmen apteekki, Louhen sivuapteekki"),
    ] {
        for (pharmacist, begins, ends) in periods {
            rows.push(row(oid, parent, name, (pharmacist, begins, ends)));
        }
    }
    rows.push(row("1.2.246.10.99001600.10.1", "", "Skärgårdsbyns apotek", (OTHER, "20190304", "21001231")));
    serde_json::Value::from(rows).to_string()
}

/// The same as the registers tell the rules: the pharmacy, or a branch of it.
fn pharmacy(oid: &str, parent: Option<&str>, ends_on: Date) -> Pharmacy {
    Pharmacy {
        oid: oid.to_string(),
        name: format!("Apteekki {oid}"),
        parent: parent.map(str::to_string),
        begins_on: date(2019, 3, 4),
        ends_on,
        before: None,
        after: None,
    }
}

fn row(oid: &str, parent: &str, name: &str, (pharmacist, begins, ends): (&str, &str, &str)) -> serde_json::Value {
    serde_json::json!({ "OID": oid, "Ylempi yksikkö": parent, "Pitkä nimi": name, "ApteekkariYtunnus": pharmacist,
        "Voimassaolo alkaa": begins, "Voimassaolo päättyy": ends })
}

/// A world with a pharmacy register that a test can rewrite.
struct Town {
    world: World,
    register: Arc<Mutex<String>>,
    _server: tokio::task::JoinHandle<()>,
}

impl Town {
    async fn open(scratch: &Scratch) -> Self {
        Self::with(scratch, |_| {}).await
    }

    /// With another configuration.
    async fn with(scratch: &Scratch, change: impl FnOnce(&mut Config)) -> Self {
        let register = Arc::new(Mutex::new(rows("20261210", "20261211")));
        let told = register.clone();
        let pharmacies = get(move || {
            let text = told.lock().expect("not poisoned").clone();
            async move { text }
        });
        let router = Router::new().route("/pharmacies", pharmacies).route("/companies", get(|| async { TRADER }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
        let world = World::with(scratch, |config| {
            config.registers.pharmacy_register_url = format!("{address}/pharmacies");
            config.registers.company_register_url = address;
            change(config);
        });
        import_directory(&world.app, &Directory::read(DIRECTORY).expect("reads")).await.expect("imported");
        Self { world, register, _server: server }
    }

    /// The register gives another takeover date.
    fn move_takeover(&self, last: &str, first: &str) {
        self.tell(&rows(last, first));
    }

    /// The register has other rows.
    fn tell(&self, rows: &str) {
        *self.register.lock().expect("not poisoned") = rows.to_string();
    }

    async fn paavo(&self) -> Browser<'_> {
        let right = vec![Basis::Position(Position::SoleTrader)];
        self.world.person("300159-905K", "Paavo Harjoite", &[(LEAVING, "Kivisalmen apteekki", right)]).await
    }

    async fn henna(&self) -> Browser<'_> {
        let right = vec![Basis::Position(Position::SoleTrader)];
        self.world.person("170888-906B", "Henna Uusitalli", &[(INCOMING, "Apteekkari H. Uusitalli", right)]).await
    }

    async fn ingrid(&self) -> Browser<'_> {
        let right = vec![Basis::Position(Position::SoleTrader)];
        self.world.person("120982-920U", "Ingrid Ögård", &[(OTHER, "Skärgårdsbyns apotek", right)]).await
    }

    async fn ville(&self) -> Browser<'_> {
        let right = vec![Basis::Position(Position::ManagingDirector)];
        let name = "Virtalähde Terveysjärjestelmät Oy";
        self.world.person("310590-9231", "Ville Virtalähde", &[(VENDOR, name, right)]).await
    }

    /// A visit as the gate would make it, with the right just proved.
    fn visit(&self, browser: &Browser<'_>, organisation: &str, name: &str) -> Visit {
        self.world.visit(browser, (organisation, name), Basis::Position(Position::SoleTrader))
    }

    /// Opens the plan and returns its id, the same for both sides.
    async fn plan(&self, browser: &Browser<'_>, organisation: &str) -> String {
        let fields = [("pharmacy", PHARMACY)];
        let answer = browser.post(&format!("/o/{organisation}/pharmacies/handovers"), &fields).await;
        answer.redirects().rsplit('/').next().expect("an id").to_string()
    }

    /// Recipients of the mails of a kind, in order.
    async fn mailed(&self, happening: &str) -> Vec<String> {
        let mut read = self.world.app.db.read().await.expect("a reader");
        let sql = "select recipient from notice where happening = $1 order by recipient";
        let rows: Vec<(String,)> = read.all(sql, db::values![happening]).await.expect("read");
        rows.into_iter().map(|row| row.0).collect()
    }

    async fn audited(&self, action: &str) -> i64 {
        let mut read = self.world.app.db.read().await.expect("a reader");
        let sql = "select count(*) from audit_entry where action = $1";
        let (count,): (i64,) = read.one(sql, db::values![action]).await.expect("counted");
        count
    }
}
