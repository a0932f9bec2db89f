//! Invoices from the officer's file to the customers: a managing director in Finnish on a wide screen, where every page is
//! looked through in three languages; a pharmacist in Swedish on a narrow one.

use crate::application::VILMA;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run_in_demo_world};

const HEADING: &str = "row;number;business_id;basis;from;to;part;count;unit_price;minimum;total;date;due;state";
const CLINIC: &str = "invoice;J-1;9900116-8;issued;1.1.2026;30.6.2026;;1000;0,582;no;582,00;7.9.2026;30.9.2026;open";
const PHARMACY: &str =
    "invoice;J-2;9900160-0;dispensed;1.1.2026;30.6.2026;;2000;0,057;no;114,00;7.9.2026;30.9.2026;paid";

#[test]
fn the_invoice_of_a_clinic_and_of_a_pharmacy_in_finnish_and_in_swedish() {
    run_in_demo_world(Store::Sqlite, Language::Finnish, from_the_file_to_the_customers);
}

async fn from_the_file_to_the_customers(world: &World) {
    let mut vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.thorough = true;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.open("/desk/invoices").await;
    vilma.expect(&vilma.say("billing-desk-title")).await;
    vilma.sends(&[&CLINIC.replace("582,00", "582,01"), PHARMACY]).await;
    vilma.expect_answer(&vilma.say("billing-desk-title")).await;
    vilma.expect_text(&vilma.say("billing-wrong-caption")).await;
    vilma.sends(&[CLINIC, PHARMACY]).await;
    // The demo world has invoices of that half-year already.
    vilma.expect_answer(&vilma.say("billing-doubts-title")).await;
    vilma.press(&vilma.say("billing-doubts-confirm")).await;
    vilma.expect_text(&vilma.say("billing-import-invoices")).await;
    vilma.expect_text(&vilma.say("billing-missing-title")).await;

    let mut kauko = world.browser(Look::DESK, Hands::Mouse).await;
    kauko.thorough = true;
    kauko.sign_in("211168-9033").await;
    kauko.act_for("Lehtolinnan Lääkärikeskus Oy").await;
    kauko.reads_invoice("J-1", "582,00").await;
    let ingrid = world.browser_speaking(Language::Swedish, Look::PHONE, Hands::Mouse).await;
    ingrid.sign_in("120982-920U").await;
    ingrid.act_for("Skärgårdsbyns apotek").await;
    ingrid.reads_invoice("J-2", "114,00").await;
}

impl Browser<'_> {
    /// An officer chooses a file with these rows and sends it.
    async fn sends(&self, rows: &[&str]) {
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("laskut.csv");
        std::fs::write(&file, format!("{HEADING}\n{}\n", rows.join("\n"))).expect("written");
        self.attach(&self.say("billing-upload-file"), &file).await;
        self.press(&self.say("billing-upload-button")).await;
    }

    /// From the home page to one invoice, and to what the next one will be.
    async fn reads_invoice(&self, number: &str, total: &str) {
        self.expect(&self.say("home-title")).await;
        self.follow(&self.say("billing-link")).await;
        self.expect(&self.say("billing-title")).await;
        self.expect_text(&self.say("billing-forecast-title")).await;
        self.expect_text(&self.say("billing-ending-title")).await;
        self.follow(number).await;
        self.expect(&self.fill_text("billing-invoice-title", "number", number)).await;
        let found = self.fact(&self.say("billing-column-total")).await;
        assert!(found.starts_with(total), "{found}");
        self.expect_text(&self.say("billing-invoice-tax")).await;
    }
}
