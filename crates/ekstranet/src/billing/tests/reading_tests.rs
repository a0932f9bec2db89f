//! What files are taken and why others are not, row by row.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{COUNT, INVOICE, file};
use crate::billing::reading::{BYTES, FileProblem, HEADING, ROWS, RowError, RowProblem, Sifted, Told, sift};
use crate::billing::words::{file_problem, row_problem};
use crate::kernel::{Date, Language};
use crate::testing::NOON;
use crate::texts::{Texts, texts};

/// Row and problem of all that is wrong.
fn wrong(bytes: &[u8]) -> Vec<(usize, RowProblem)> {
    let Sifted { wrong, .. } = sift(bytes, TODAY).expect("a file");
    wrong.into_iter().map(|error| (error.row, error.problem)).collect()
}

const TODAY: Date = jiff::civil::date(2026, 11, 21);

#[test]
fn a_sound_file_is_read_with_or_without_its_mark_and_whatever_ends_its_lines() {
    let text = file(&[INVOICE, "", COUNT]);
    let marked = format!("\u{feff}{text}");
    let forms =
        [text.clone(), marked, text.replace("\r\n", "\n"), text.replace("\r\n", "\r"), format!("{text}\r\n\r\n")];
    for form in forms {
        let Sifted { told, wrong } = sift(form.as_bytes(), NOON.date()).expect("sound");
        assert_eq!(wrong, []);
        let [Told::Invoice(invoice), Told::Count(count)] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((invoice.row, invoice.total, invoice.mills, invoice.count), (2, 245_022, 582, 4_210));
        assert_eq!((count.row, count.count, count.on), (4, 3_300, jiff::civil::date(2026, 11, 20)));
    }
    let stored = INVOICE.replace("1.1.2026", "2026-01-01").replace("30.6.2026", "2026-06-30").replace(",22", ",220");
    assert_eq!(wrong(file(&[&stored]).as_bytes()), [(2, RowProblem::Total)], "three decimals of a sum");
    assert_eq!(wrong(file(&[&stored.replace(",220", ",22")]).as_bytes()), [], "dates as rows keep them");
}

#[test]
fn a_file_that_is_none_is_refused_whole() {
    let windows: Vec<u8> = "Määrä".chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(file(&[INVOICE]).bytes().flat_map(|byte| [byte, 0])).collect();
    let many = file(&vec![INVOICE; ROWS + 1]);
    for (what, bytes, problem) in [
        ("nothing", Vec::new(), FileProblem::Empty),
        ("only the heading", file(&[]).into_bytes(), FileProblem::Empty),
        ("no heading", INVOICE.as_bytes().to_vec(), FileProblem::Heading),
        ("commas", file(&[INVOICE]).replace(';', ",").into_bytes(), FileProblem::Heading),
        (
            "columns in another order",
            file(&[INVOICE]).replace("row;number", "number;row").into_bytes(),
            FileProblem::Heading,
        ),
        ("a workbook", b"PK\x03\x04and so on".to_vec(), FileProblem::Workbook),
        ("an old workbook", b"\xD0\xCF\x11\xE0and so on".to_vec(), FileProblem::Workbook),
        ("Windows-1252", windows, FileProblem::Encoding),
        ("UTF-16", wide, FileProblem::Encoding),
        ("a null", file(&[INVOICE]).replace("open", "o\0en").into_bytes(), FileProblem::Encoding),
        ("too large", vec![b'a'; BYTES + 1], FileProblem::TooLarge),
        ("too many rows", many.into_bytes(), FileProblem::TooManyRows),
    ] {
        assert_eq!(sift(&bytes, TODAY), Err(problem), "{what}");
        is_told_in_three_languages(|_, t| file_problem(problem, t));
    }
}

fn is_told_in_three_languages(words: impl Fn(Language, &Texts) -> String) {
    let told: BTreeSet<String> = Language::ALL.into_iter().map(|language| words(language, texts(language))).collect();
    assert!(told.len() == 3 && told.iter().all(|words| words.len() > 10), "{told:?}");
}

/// The invoice or the count with one cell changed.
fn with(row: &str, column: &str, cell: &str) -> String {
    let place = HEADING.iter().position(|name| *name == column).expect("a column");
    let mut cells: Vec<&str> = row.split(';').collect();
    cells[place] = cell;
    cells.join(";")
}

#[test]
fn each_wrong_cell_is_told_by_itself() {
    let invoice = |column, cell| with(INVOICE, column, cell);
    let count = |column, cell| with(COUNT, column, cell);
    let long = "9".repeat(61);
    for (row, problem) in [
        (invoice("row", "lasku"), RowProblem::Kind),
        (invoice("row", ""), RowProblem::Kind),
        (invoice("number", ""), RowProblem::Number),
        (invoice("number", "2026 100"), RowProblem::Number),
        (invoice("number", &"9".repeat(31)), RowProblem::Number),
        (invoice("number", &long), RowProblem::TooLong),
        (invoice("number", "=1"), RowProblem::Formula),
        (invoice("number", "+1"), RowProblem::Formula),
        (invoice("number", "@1"), RowProblem::Formula),
        (invoice("total", "-2450,22"), RowProblem::Total),
        (invoice("count", "-5"), RowProblem::Count),
        (invoice("count", "-A1"), RowProblem::Formula),
        (count("count", "-5"), RowProblem::Count),
        (invoice("number", "150668-917M"), RowProblem::IdentityCode),
        (invoice("business_id", "9900116-9"), RowProblem::CheckDigit),
        (invoice("business_id", "99001168"), RowProblem::BusinessId),
        (invoice("basis", "written"), RowProblem::Basis),
        (invoice("from", "2.1.2026"), RowProblem::Period),
        (invoice("to", "31.6.2026"), RowProblem::Period),
        (invoice("from", ""), RowProblem::Period),
        (invoice("basis", "health_residents"), RowProblem::Period),
        (invoice("part", "1"), RowProblem::Part),
        (invoice("part", "x"), RowProblem::Part),
        (invoice("count", ""), RowProblem::Count),
        (invoice("count", "4 210"), RowProblem::Count),
        (invoice("count", "100000001"), RowProblem::Count),
        (invoice("unit_price", "0.582"), RowProblem::UnitPrice),
        (invoice("unit_price", "0,58200"), RowProblem::UnitPrice),
        (invoice("unit_price", "0,489"), RowProblem::Price(582)),
        (invoice("minimum", "kyllä"), RowProblem::Minimum),
        (invoice("minimum", "yes"), RowProblem::NoMinimum),
        (invoice("count", "10"), RowProblem::BelowMinimum(12_000)),
        (invoice("total", "2450,21"), RowProblem::TotalDiffers(245_022)),
        (invoice("total", "2 450,22"), RowProblem::Total),
        (invoice("total", ""), RowProblem::Total),
        (invoice("date", "31.9.2026"), RowProblem::Date),
        (invoice("due", "6.9.2026"), RowProblem::Due),
        (invoice("due", ""), RowProblem::Due),
        (invoice("state", "sent"), RowProblem::State),
        (format!("{INVOICE};"), RowProblem::Columns),
        (INVOICE.trim_end_matches(";open").to_string(), RowProblem::Columns),
        (count("number", "1"), RowProblem::NotEmpty),
        (count("state", "open"), RowProblem::NotEmpty),
        (count("date", "22.11.2026"), RowProblem::CountDay),
        (count("date", "30.6.2026"), RowProblem::CountDay),
        (count("date", ""), RowProblem::Date),
        (with(&count("from", "1.1.2026"), "to", "31.12.2026"), RowProblem::Period),
        (with(&with(&count("from", "1.7.2022"), "to", "31.12.2022"), "date", "31.12.2022"), RowProblem::NoPrice),
    ] {
        assert_eq!(wrong(file(&[&row]).as_bytes()), [(2, problem.clone())], "{row}");
        is_told_in_three_languages(|language, t| row_problem(&problem, language, t));
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once_with_its_line() {
    let text = file(&[INVOICE, "", &with(INVOICE, "total", "1,00"), COUNT, INVOICE, COUNT, "x"]);
    let expected = [
        (4, RowProblem::TotalDiffers(245_022)),
        (6, RowProblem::Repeated(2)),
        (7, RowProblem::Repeated(5)),
        (8, RowProblem::Columns),
    ];
    // These and those that only what is known shows.
    for problem in [RowProblem::Repeated(2), RowProblem::Known, RowProblem::StateBack, RowProblem::OlderCount] {
        is_told_in_three_languages(|language, t| row_problem(&problem, language, t));
    }
    assert_eq!(wrong(text.as_bytes()), expected);
}

#[test]
fn every_wrong_cell_of_a_row_is_told_with_what_stands_in_it() {
    let row = with(&with(&with(INVOICE, "unit_price", "0.057"), "total", "57.00"), "business_id", "9900116-9");
    let Sifted { told, wrong } = sift(file(&[&row]).as_bytes(), TODAY).expect("a file");
    let error =
        |value: &str, problem| RowError { row: 2, number: "2026-100".to_string(), value: value.to_string(), problem };
    assert_eq!(
        wrong,
        [
            error("9900116-9", RowProblem::CheckDigit),
            error("0.057", RowProblem::UnitPrice),
            error("57.00", RowProblem::Total)
        ]
    );
    assert_eq!(told, []);
    let coded = sift(file(&[&with(INVOICE, "number", "150668-917M")]).as_bytes(), TODAY).expect("a file").wrong;
    assert!(coded[0].number.is_empty() && coded[0].value.is_empty(), "{coded:?}");
}

proptest! {
    #[test]
    fn no_file_makes_it_fall(bytes in proptest::collection::vec(any::<u8>(), 0..200), row in "\\PC{0,120}") {
        let _ = sift(&bytes, TODAY);
        let _ = sift(file(&[&row]).as_bytes(), TODAY);
        let cells: Vec<String> = row.chars().map(String::from).take(14).collect();
        let _ = sift(file(&[&cells.join(";")]).as_bytes(), TODAY);
    }
}
