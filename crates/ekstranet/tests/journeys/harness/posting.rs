//! Forms sent as no page of ours would send them, and a look at what answers in each language.

use serde_json::{Value, json};

use super::words::Words;
use super::{Browser, Language};

/// Sends a form and marks the page, so that the next one can be told from it. A version on the page fills `{version}`.
const SEND: &str = "
    const [action, fields, kind] = arguments, form = document.createElement('form');
    const version = document.querySelector('main input[name=version]')?.value ?? '';
    form.method = 'post'; form.action = action; form.enctype = kind;
    for (const [name, value] of fields) {
        const field = document.createElement('textarea');
        field.name = name; field.value = value === '{version}' ? version : value; form.append(field);
    }
    window.left = true; document.body.append(form); form.submit();
";

/// A form to send, and what is to answer it.
pub struct Post<'p> {
    /// The page to stand on.
    pub from: &'p str,
    pub to: &'p str,
    pub fields: &'p [(&'p str, &'p str)],
    pub status: u64,
    /// The heading of the answer, from the words of each language.
    pub heading: &'p dyn Fn(&Words) -> String,
}

impl Browser<'_> {
    /// Sends a form in each language from a page of the portal and looks at the answers.
    pub async fn post(&self, post: &Post<'_>) {
        self.post_as(post, "application/x-www-form-urlencoded").await;
    }

    /// The same in another encoding.
    pub async fn post_as(&self, post: &Post<'_>, encoding: &str) {
        for language in self.own_language_last() {
            self.open(post.from).await;
            self.send(post, encoding, language).await;
        }
    }

    /// Sends a form in each language from a page of nobody.
    pub async fn post_from_elsewhere(&self, post: &Post<'_>) {
        for language in self.own_language_last() {
            self.client().goto("data:text/html,<title>elsewhere</title>").await.expect("the page opens");
            self.send(post, "application/x-www-form-urlencoded", language).await;
        }
    }

    /// The portal keeps the language that was asked for last.
    fn own_language_last(&self) -> impl Iterator<Item = Language> {
        let own = self.language();
        Language::ALL.into_iter().filter(move |language| *language != own).chain([own])
    }

    async fn send(&self, post: &Post<'_>, encoding: &str, language: Language) {
        let to = format!("{}{}?lang={}", self.portal, post.to, language.code());
        let arguments = vec![json!(to), json!(post.fields), json!(encoding)];
        self.client().execute(SEND, arguments).await.unwrap_or_else(|error| panic!("{to}: {error}"));
        let arrived = "return !window.left && document.readyState === 'complete' && !!document.querySelector('h1')";
        self.until(&format!("answer of {to}"), async || {
            let arrived = self.client().execute(arrived, vec![]).await.ok()?;
            (arrived == Value::Bool(true)).then_some(())
        })
        .await;
        let heading = (post.heading)(&Words::read(language));
        let page = self.expect_heading(&heading).await;
        let status = self.status().await;
        if status != post.status {
            self.fail(&format!("{to} answers {status} and not {}", post.status)).await;
        }
        self.look_at(&page, language).await;
    }
}
