//! Lists as spreadsheets write them, row by row.

use super::{HALLA, business_id};
use crate::parties::lists::{
    BYTES, Judge, ListProblem, ListRow, ROWS, RowProblem, decode, read, read_business_id, read_services, safe_cell,
};
use crate::services::Service;
use crate::testing::LEHTOLINNA;

const OFFERED: [Service; 3] = [Service::PatientData, Service::Prescription, Service::SocialData];

fn rows(text: &str) -> Result<Vec<ListRow>, ListProblem> {
    let judge = Judge { own: &business_id(LEHTOLINNA), today: jiff::civil::date(2026, 11, 21), services: &OFFERED };
    read(text, &judge)
}

fn problems(text: &str) -> Vec<(usize, Option<RowProblem>)> {
    rows(text).expect("reads").iter().map(|row| (row.number, row.problem)).collect()
}

#[test]
fn a_list_reads_the_same_in_every_encoding_that_spreadsheets_write() {
    let text = "Y-tunnus;Palvelu;Päivä\r\n9900198-5;Resepti-palvelu;1.12.2026\r\n";
    let utf_16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    assert!(std::str::from_utf8(&windows).is_err());
    for bytes in
        [text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat(), windows, utf_16(true), utf_16(false)]
    {
        let decoded = decode(&bytes).expect("decodes");
        assert_eq!(decoded, text);
        let rows = rows(&decoded).expect("reads");
        let wanted = rows[0].wanted.as_ref().expect("sound");
        assert_eq!((wanted.party.as_str(), wanted.services.as_slice()), (HALLA, &["prescription".to_string()][..]));
        assert_eq!((rows[0].number, wanted.begins_on.as_str()), (2, "2026-12-01"));
    }
}

#[test]
fn what_is_no_readable_list_is_refused_with_what_to_do() {
    let bare_utf_16: Vec<u8> = "9900198-5;prescription".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, problem) in [
        (b"PK\x03\x04workbook".to_vec(), ListProblem::Workbook),
        (b"\xd0\xcf\x11\xe0old workbook".to_vec(), ListProblem::Workbook),
        (bare_utf_16, ListProblem::Encoding),
        (b"\xef\xbb\xbf9900198-5;\xff".to_vec(), ListProblem::Encoding),
        (b"9900198-5;\x81\x8d".to_vec(), ListProblem::Encoding),
        (vec![b'a'; BYTES + 1], ListProblem::TooLarge),
    ] {
        assert_eq!(decode(&bytes), Err(problem));
    }
    assert_eq!(rows(""), Err(ListProblem::Empty));
    assert_eq!(rows("Y-tunnus;Palvelu\n;;\n"), Err(ListProblem::Empty));
    assert_eq!(rows(&"9900198-5;resepti\n".repeat(ROWS + 1)), Err(ListProblem::TooManyRows));
    assert!(rows(&"9900198-5;resepti\n".repeat(ROWS)).is_ok());
}

#[test]
fn each_row_is_refused_by_itself_with_its_number_and_reason() {
    use RowProblem as P;
    let text = "\
9900198-5;Resepti-palvelu;;toimisto@halla.example
9900198-6;Resepti-palvelu
;Resepti-palvelu
9900116-8;Resepti-palvelu
9900124-8;
9900124-8;Laboratorio
9900124-8;Kuva-aineistojen tietovaranto
9900124-8;Resepti-palvelu;31.2.2027
9900124-8;Resepti-palvelu;20.11.2026
9900124-8;Resepti-palvelu;1.1.2031
9900124-8;Resepti-palvelu;;toimisto
=1+1;Resepti-palvelu
9900124-8;+Resepti-palvelu
9900124-8;@SUM(A1)
9900175-8;Resepti-palvelu;;150668-917M
9900124-8;Resepti-palvelu+Potilastietovaranto
9900124-8;Recepttjänsten
";
    let found: Vec<Option<RowProblem>> = problems(text).into_iter().map(|(_, problem)| problem).collect();
    assert_eq!(
        found,
        [
            None,
            Some(P::BusinessId),
            Some(P::BusinessIdMissing),
            Some(P::Own),
            Some(P::ServiceMissing),
            Some(P::Service),
            Some(P::NotJoint),
            Some(P::Day),
            Some(P::DayPast),
            Some(P::DayFar),
            Some(P::Email),
            Some(P::Formula),
            Some(P::Formula),
            Some(P::Formula),
            Some(P::IdentityCode),
            None,
            Some(P::Repeated),
        ]
    );
    let rows = rows(text).expect("reads");
    assert_eq!((rows[16].number, rows[16].other), (17, Some(16)));
    let kept = serde_json::to_string(&rows).expect("text");
    assert!(!kept.contains("917M") && !kept.contains("SUM"), "nothing of such rows is kept");
    let wide = format!("9900124-8;resepti{}", ";x".repeat(20));
    let long = format!("9900124-8;resepti;;{}", "x".repeat(300));
    assert_eq!(problems(&wide)[0].1, Some(P::TooManyColumns));
    assert_eq!(problems(&long)[0].1, Some(P::TooLong));
}

#[test]
fn tabulators_commas_and_quotes_separate_as_well() {
    for text in [
        "9900198-5\tResepti-palvelu\t1.12.2026",
        "9900198-5,Resepti-palvelu,1.12.2026",
        "\"9900198-5\";\"Resepti-palvelu\";\"1.12.2026\"",
    ] {
        assert_eq!(problems(text), [(1, None)], "{text}");
    }
    assert_eq!(
        problems("FO-nummer\tTjänst\n\n99001985\tRecepttjänsten\nFI99001248\tprescription"),
        [(3, None), (4, None)]
    );
}

#[test]
fn services_are_known_by_their_names_old_and_new_in_every_language() {
    for (text, service) in [
        ("Potilastiedon arkisto", Service::PatientData),
        ("patientdatalagret", Service::PatientData),
        ("Prescription service", Service::Prescription),
        ("resepti", Service::Prescription),
        ("social_data", Service::SocialData),
    ] {
        assert_eq!(read_services(text, &OFFERED), Ok(vec![service]), "{text}");
    }
    assert_eq!(read_services("resepti, potilastieto", &OFFERED).map(|services| services.len()), Ok(2));
    assert_eq!(read_services("res", &OFFERED), Err(RowProblem::Service), "too short to tell");
    assert_eq!(read_services("Kuva-aineistojen arkisto", &OFFERED), Err(RowProblem::NotJoint));
}

#[test]
fn a_business_id_of_a_spreadsheet_has_lost_its_hyphen_or_its_nought() {
    for text in ["0737546-2", "07375462", "7375462", "FI07375462", " 0737546 - 2"] {
        assert_eq!(read_business_id(text).map(|id| id.to_string()), Some("0737546-2".to_string()), "{text}");
    }
    for text in ["0737546-3", "737546", "abc", "", "150668-917M"] {
        assert_eq!(read_business_id(text), None, "{text}");
    }
}

#[test]
fn nothing_of_an_export_is_calculated() {
    for text in ["=1+1", "+358", "-1", "@SUM(A1)", "\t=1"] {
        assert_eq!(safe_cell(text), format!("'{text}"));
    }
    assert_eq!(safe_cell("Fysio Halla Ky"), "Fysio Halla Ky");
}
