//! The demo world begins on any day: its invoices are then those of the last periods, at the prices of these.

use db::testing::Scratch;

use super::invoices::{file, files};
use super::people::Cast;
use crate::billing::import_file;
use crate::kernel::Date;
use crate::testing::World;

async fn on_whichever_day_the_demo_world_begins_its_files_are_taken(scratch: &Scratch) {
    let (world, cast) = (World::new(scratch), Cast::read().expect("reads"));
    for (day, invoices, open) in [
        // Private providers have no known price before 2026, and nobody has one after 2027.
        ("2026-03-20", 3, 1),
        ("2026-07-03", 3, 0),
        ("2026-09-08", 4, 2),
        ("2026-11-21", 4, 1),
        ("2027-01-04", 4, 0),
        ("2027-03-15", 5, 2),
        ("2027-12-01", 6, 2),
        ("2028-02-01", 6, 0),
        ("2029-06-15", 0, 0),
    ] {
        let today: Date = day.parse().expect("a day");
        let ahead = world.app.clock.now().date().until(today).expect("a span").get_days();
        world.app.clock.advance_seconds(i64::from(ahead) * 86_400);
        let files = files(&cast, today);
        assert!(files.keys().all(|made| *made < today), "{day}: {:?}", files.keys());
        for (made, rows) in &files {
            let taken = import_file(&world.app, "laskut.csv", file(rows).as_bytes(), true).await;
            assert!(taken.is_ok(), "{day}: {made}: {rows:?}: {taken:?}");
        }
        let mut read = world.app.db.read().await.expect("a reader");
        let counted = "select count(*), cast(coalesce(sum(case when state = 'open' then 1 else 0 end), 0) as bigint) from invoice";
        let found: (i64, i64) = read.one(counted, db::values![]).await.expect("counted");
        drop(read);
        assert_eq!(found, (invoices, open), "{day}: {files:?}");
        for emptied in
            ["delete from invoice_turned", "delete from invoice", "delete from use_count", "delete from invoice_import"]
        {
            world.meddle(emptied, db::values![]).await;
        }
    }
}

db::testing::on_both![on_whichever_day_the_demo_world_begins_its_files_are_taken];
