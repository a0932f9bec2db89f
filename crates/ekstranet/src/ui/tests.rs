//! The field macros as a browser gets them.

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
{% call fields::area(t, "reason", "Reason", hint, "<b>", "", true) %}{% endcall %}"#
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
