//! Fills in a step of any form with right answers, all of its fields at once, as somebody would who knows them all.

use serde_json::json;

use super::Browser;

/// Ticks and chooses the first of everything that is asked, and types what each field wants.
const FILL: &str = "
    const [production, test] = arguments, form = document.querySelector('form[data-autosave]'), chosen = new Set();
    const texts = { production_date: production, test_date: test, post_code: '00100', street: 'Rantatie 1',
        post_office: 'RANTALA', 'people-0-name': 'Kaisa Kontakti', 'people-0-email': 'kaisa@kontakti.example',
        'people-0-phone': '+358 40 123 4567', extent: '2005–2014', functions: 'Asiakirjat',
        system_profile: 'Asiakirjat' };
    const said = (field) => field.dispatchEvent(new Event('change', { bubbles: true }));
    const paper = form.querySelector('input[name=method][value=paper]');
    if (paper) { paper.checked = true; said(paper); chosen.add('method'); }
    for (const field of form.querySelectorAll('input:not([type=hidden]):not([disabled])')) {
        if (field.closest('[hidden]') || field.name.startsWith('filter-')) continue;
        const isTick = field.type === 'checkbox', isRadio = field.type === 'radio';
        if (isTick && field.name.endsWith('-roles')) field.checked = true;
        else if ((isTick || isRadio) && !chosen.has(field.name)) { field.checked = true; chosen.add(field.name); said(field); }
        else if (!isTick && !isRadio && texts[field.name]) field.value = texts[field.name];
    }
    return true;
";

impl Browser<'_> {
    /// Fills in the step shown now; the days are those of production and of its test.
    pub async fn fill_in_step(&self, production: &str, test: &str) {
        let days = vec![json!(production), json!(test)];
        self.client().execute(FILL, days).await.expect("the page can be filled in");
    }

    /// Waits until another page than this one is shown.
    pub async fn leave(&self, address: &str) {
        self.until("way on from this step", async || (self.address().await != address).then_some(())).await;
    }
}
