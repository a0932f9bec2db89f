//! The field macros as a browser gets them.

use std::path::Path;

use askama::Template as _;

use crate::kernel::Language;
use crate::texts::{Texts, texts};
use crate::web::FieldError;

#[derive(askama::Template)]
#[template(
    ext = "html",
    source = r#"{% import "ui/_fields.html" as fields %}
{% call fields::problems(t, errors) %}{% endcall %}
{% call fields::text(t, "phone", t.ui_support(), "Esimerkiksi 020 634 7787", phone, wrong, "tel", false) %}{% endcall %}
{% call fields::text(t, "count", "Count", "", "7", "", "number", true) %}{% endcall %}
{% call fields::area(t, "reason", "Reason", hint, "<b>", "", true) %}{% endcall %}
{% call fields::autosave(t) %}{% endcall %}"#
)]
struct Fields<'a> {
    t: &'static Texts,
    errors: &'a [FieldError],
    phone: String,
    wrong: &'a str,
    hint: &'a str,
}

fn render(errors: &[FieldError], wrong: &str) -> String {
    let page = Fields { t: texts(Language::Fi), errors, phone: "\"x".to_string(), wrong, hint: "Hint" };
    page.render().expect("the macros render")
}

#[test]
fn a_wrong_field_is_tied_to_its_hint_and_error_and_to_the_summary() {
    let errors = [FieldError { field: "phone".to_string(), text: "Puhelinnumerossa on vain numeroita".to_string() }];
    let html = render(&errors, "Kirjoittakaa vain numeroita");
    assert!(html.contains(r#"role="alert""#) && html.contains("Korjatkaa yksi kohta"), "{html}");
    assert!(html.contains(r##"<a href="#phone">Puhelinnumerossa on vain numeroita</a>"##), "{html}");
    assert!(html.contains("<div class=\"field wrong\">\n<label for=\"phone\">Asiakastuki</label>"), "{html}");
    assert!(
        html.contains(
            r#"type="tel" aria-required="true" aria-describedby="phone-hint phone-error" aria-invalid="true">"#
        ),
        "{html}"
    );
    assert!(html.contains(r#"id="phone-error">Kirjoittakaa vain numeroita<"#), "{html}");
    assert!(html.contains("value=\"&#34;x\""), "what was typed is escaped: {html}");
}

#[test]
fn a_right_field_says_nothing_of_errors() {
    let html = render(&[], "");
    assert!(!html.contains("alert") && !html.contains("aria-invalid") && !html.contains("wrong"), "{html}");
    assert!(html.contains(r#"type="text" inputmode="numeric">"#), "{html}");
    assert!(html.contains("Count <span class=\"hint\">(vapaaehtoinen)</span></label>"), "{html}");
    assert!(html.contains(r#"aria-describedby="reason-hint">&#60;b&#62;</textarea>"#), "{html}");
}

/// Every template of the portal with its tags taken out: what stands in an attribute whatever the conditions say.
fn templates() -> Vec<(String, String)> {
    fn gather(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).expect("the folder can be read").filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                gather(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let text = std::fs::read_to_string(&path).expect("the template can be read");
                found.push((path.display().to_string(), without_tags(&text)));
            }
        }
    }
    let mut found = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// Conditions become a space, printed values a `§`, remarks nothing.
fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{%").into_iter().chain(rest.find("{{")).chain(rest.find("{#")).min() {
        plain.push_str(&rest[..start]);
        let (end, stands_for) = match &rest[start..start + 2] {
            "{%" => ("%}", " "),
            "{{" => ("}}", "§"),
            _ => ("#}", ""),
        };
        let length = rest[start..].find(end).expect("the tag ends");
        plain.push_str(stands_for);
        rest = &rest[start + length + 2..];
    }
    plain + rest
}

fn is_styled(style: &str, class: &str) -> bool {
    let name = format!(".{class}");
    let part_of_a_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    style.match_indices(&name).any(|(place, _)| !style[place + name.len()..].starts_with(part_of_a_name))
}

#[test]
fn every_class_of_a_template_is_in_the_style_sheet() {
    let style = include_str!("assets/ekstranet.css");
    let mut seen = 0;
    for (file, text) in templates() {
        for attribute in text.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for class in attribute.split_whitespace().filter(|class| !class.contains('§')) {
                assert!(is_styled(style, class), "{file}: the class {class} is not in ekstranet.css");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} classes were found");
    assert!(!is_styled(style, "chimney") && !is_styled(style, "act"), "the test can fail");
}

#[test]
fn style_and_script_are_small_and_come_from_here() {
    let (style, script) = (include_str!("assets/ekstranet.css"), include_str!("assets/ekstranet.js"));
    assert!(style.len() <= 18 * 1024, "the style sheet is {} bytes", style.len());
    assert!(script.len() <= 8 * 1024, "the script is {} bytes", script.len());
    for text in [style, script] {
        for outside in ["url(", "@import", "//fonts", "eval(", "innerHTML"] {
            assert!(!text.contains(outside), "{outside}");
        }
    }
}
