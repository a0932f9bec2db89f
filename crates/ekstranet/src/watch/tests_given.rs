//! What the tests of other rooms take as found by the watch.

use super::ChangeKind;
use super::rules::Found;
use super::store::{self, NewChange};
use crate::kernel::{BusinessId, RegisterChangeId};
use crate::web::App;

/// The company register has another name of the organisation than yesterday.
pub(crate) async fn another_name(app: &App, organisation: &BusinessId) {
    let now = app.clock.now();
    let (before, after) = ("Entinen nimi Oy".to_string(), "Uusi nimi Oy".to_string());
    let found = Found { kind: ChangeKind::NameChanged, subject: String::new(), before, after };
    let id = RegisterChangeId::new(now, &app.random);
    let new = NewChange { id: &id, organisation, name: "Uusi nimi Oy", private: true, told: false, found: &found };
    let mut tx = app.db.write().await.expect("a transaction");
    store::insert_change(&mut tx, now, &new).await.expect("kept");
    tx.commit().await.expect("committed");
}
