//! What files really are, names, the scanner's words, and a scanner on a socket.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UnixListener};

use super::rules::{clean_name, detect, plain_name};
use super::scan::{Verdict, scan, verdict};
use super::{FileFault, check, shown_size};
use crate::config::Scanner;
use crate::kernel::Language;
use crate::services::FileType;

/// A small whole PDF.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0IEND\xaeB`\x82";
const JPEG: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9];

/// A ZIP archive of empty entries.
fn archive(names: &[&str]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for name in names {
        let start = u32::try_from(bytes.len()).expect("small");
        let length = u16::try_from(name.len()).expect("small").to_le_bytes();
        bytes.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        bytes.extend([0; 12]);
        bytes.extend(length);
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0");
        directory.extend([0; 12]);
        directory.extend(length);
        directory.extend([0; 12]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = u32::try_from(bytes.len()).expect("small");
    let count = u16::try_from(names.len()).expect("few").to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(u32::try_from(directory.len()).expect("small").to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

#[test]
fn a_file_is_what_its_bytes_say_from_the_first_to_the_last() {
    let docx = archive(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
    let xlsx = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
    let odt = archive(&["mimetype", "content.xml", "META-INF/manifest.xml"]);
    for (bytes, kind) in [
        (PDF, FileType::Pdf),
        (PNG, FileType::Png),
        (JPEG, FileType::Jpeg),
        (&docx, FileType::Docx),
        (&xlsx, FileType::Xlsx),
        (&odt, FileType::Odt),
    ] {
        assert_eq!(detect(bytes), Some(kind));
        assert_eq!(detect(&[bytes, b"<script>alert(1)</script>"].concat()), None, "something hangs on {kind:?}");
        assert_eq!(detect(&[b"MZ", bytes].concat()), None, "something stands before {kind:?}");
        assert_eq!(detect(&bytes[..bytes.len() - 3]), None, "{kind:?} is cut off");
    }
}

#[test]
fn a_file_with_two_natures_or_with_macros_is_none() {
    let docx = archive(&["[Content_Types].xml", "word/document.xml"]);
    let polyglot = [PDF, &docx, b"\n%%EOF\n"].concat();
    assert_eq!(detect(&polyglot), None, "a PDF that is an archive too");
    assert_eq!(detect(&[PDF, &docx].concat()), None);
    assert_eq!(detect(&[PNG, &docx].concat()), None);
    // An archive whose comment is the end of a picture.
    assert_eq!(detect(&[PNG, &docx, b"IEND\xaeB`\x82"].concat()), None);
    let both = archive(&["[Content_Types].xml", "word/document.xml", "xl/workbook.xml"]);
    let macros = archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
    let basic = archive(&["mimetype", "content.xml", "META-INF/manifest.xml", "Basic/Standard/Module1.xml"]);
    let climbing = archive(&["[Content_Types].xml", "word/document.xml", "../../etc/passwd"]);
    let plain = archive(&["a.txt"]);
    for bytes in [both, macros, basic, climbing, plain] {
        assert_eq!(detect(&bytes), None);
    }
    let mut lying = docx.clone();
    let end = lying.len() - 12;
    lying[end] ^= 1;
    assert_eq!(detect(&lying), None, "a damaged directory");
    assert_eq!(detect(b"GIF89a"), None);
    assert_eq!(detect(b"plain text"), None);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_check_panic(noise in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), at in 0_usize..300) {
        let mut docx = archive(&["[Content_Types].xml", "word/document.xml"]);
        let at = at % docx.len();
        for (place, byte) in docx[at..].iter_mut().zip(&noise) {
            *place = *byte;
        }
        let _ = detect(&docx);
        let _ = detect(&noise);
        let _ = detect(&[b"PK\x03\x04", &noise[..]].concat());
    }
}

#[test]
fn size_and_type_are_checked_against_what_is_asked() {
    assert_eq!(check("a.pdf", Vec::new(), &FileType::ALL, 100).err(), Some(FileFault::Empty));
    assert_eq!(check("a.pdf", PDF.to_vec(), &FileType::ALL, PDF.len() - 1).err(), Some(FileFault::TooLarge));
    assert_eq!(check("a.pdf", PNG.to_vec(), &[FileType::Pdf], 1_000).err(), Some(FileFault::Type), "the name lies");
    let received = check("..\\..\\C:\\päätös.exe", PDF.to_vec(), &[FileType::Pdf], PDF.len()).expect("taken");
    assert_eq!((received.name.as_str(), received.kind), ("päätös.pdf", FileType::Pdf));
}

#[test]
fn a_name_is_cleaned_and_never_holds_an_identity_code() {
    for (name, clean) in [
        ("hallintosääntö.pdf", "hallintosääntö.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("a\r\nContent-Type: text/html.pdf", "a Content-Type text html.pdf"),
        ("..", "liite.pdf"),
        ("", "liite.pdf"),
        (".htaccess", "liite.pdf"),
        ("\u{202e}fdp.exe", "fdp.pdf"),
        ("Matti 150668-917M.pdf", "liite.pdf"),
        ("a\0b.pdf", "a b.pdf"),
    ] {
        let found = clean_name(name, FileType::Pdf);
        let expected = if name.contains("text/html") { "html.pdf" } else { clean };
        assert_eq!(found, expected, "{name:?}");
    }
    assert!(clean_name(&"x".repeat(500), FileType::Odt).chars().count() < 100);
    assert_eq!(plain_name("päätös \"1\".pdf"), "p__t_s _1_.pdf");
    assert_eq!(shown_size(1, Language::Fi), "1\u{a0}kB");
}

#[test]
fn only_the_words_for_a_clean_stream_mean_a_clean_stream() {
    assert_eq!(verdict(b"stream: OK\0"), Ok(Verdict::Clean));
    assert_eq!(
        verdict(b"stream: Win.Test.EICAR_HDB-1 FOUND\0"),
        Ok(Verdict::Infected("Win.Test.EICAR_HDB-1".to_string()))
    );
    for words in
        [&b""[..], b"OK", b"stream: ", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK FOUND ERROR", b"\xff"]
    {
        assert!(verdict(words).is_err(), "{words:?}");
    }
}

/// Answers one stream with these words, after reading it to its end.
async fn answer(mut stream: impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin, words: &[u8]) -> Vec<u8> {
    let (mut sent, mut chunk) = (Vec::new(), [0; 4]);
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.expect("a command");
    assert_eq!(&command, b"zINSTREAM\0");
    loop {
        stream.read_exact(&mut chunk).await.expect("a length");
        let length = usize::try_from(u32::from_be_bytes(chunk)).expect("fits");
        if length == 0 {
            break;
        }
        let start = sent.len();
        sent.resize(start + length, 0);
        stream.read_exact(&mut sent[start..]).await.expect("a chunk");
    }
    stream.write_all(words).await.expect("answered");
    sent
}

#[tokio::test]
async fn a_scanner_is_asked_over_tcp_and_over_a_local_socket_and_a_silent_one_is_an_error() {
    let content = vec![7_u8; 200_000];
    let tcp = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = tcp.local_addr().expect("an address").to_string();
    let server = async { answer(tcp.accept().await.expect("a client").0, b"stream: OK\0").await };
    let scanner = Scanner::Tcp(address.clone());
    let (sent, found) = tokio::join!(server, scan(&scanner, &content));
    assert_eq!((sent.len(), found), (200_000, Ok(Verdict::Clean)), "all of it was sent, in chunks");
    drop(tcp);
    assert!(scan(&scanner, &content).await.is_err(), "nobody listens");

    let path = std::env::temp_dir().join(format!("ekstranet-scan-{}.sock", std::process::id()));
    let unix = UnixListener::bind(&path).expect("a socket");
    let server = async { answer(unix.accept().await.expect("a client").0, b"stream: X FOUND\0").await };
    let scanner = Scanner::Unix(path.clone());
    let (_, found) = tokio::join!(server, scan(&scanner, b"bad"));
    assert_eq!(found, Ok(Verdict::Infected("X".to_string())));
    std::fs::remove_file(path).expect("ours");
}
