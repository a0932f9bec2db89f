//! One person's browser: verbs that name buttons, links and fields by the words that the person reads.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::Language;
use super::clean::Clean;
use super::driver::Session;
use super::keyboard::Which;
use super::quality::Page;
use super::words::Words;

/// A waiting verb looks again after this time, then after twice as long, and so on up to the longest: most pages come at
/// once, and whoever waits long leaves the processor to the page.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);
/// How many looks a page gets: half a minute or more, for a busy machine.
const LOOKS: usize = 160;

/// Below this width the portal folds its menu, in CSS pixels.
const FOLDED: u32 = 576;
/// How the driver says that the page of an element was left meanwhile.
const LEFT: [&str; 2] = ["stale element", "does not belong to the document"];

/// The nth element that is shown on the first of these paths that has one. Hidden is what has no box, no size or no
/// opacity; one call finds and judges them all.
const SHOWN: &str = "
    const [paths, nth] = arguments;
    const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        && [...element.getClientRects()].some((box) => box.width > 0 && box.height > 0);
    for (const path of paths) {
        const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
        let seen = 0;
        for (let place = 0; place < found.snapshotLength; place += 1) {
            const element = found.snapshotItem(place);
            if (isShown(element) && ++seen === nth) return element;
        }
    }
    return null";

/// What the browser is like.
#[derive(Clone, Copy)]
pub struct Look {
    /// In CSS pixels.
    pub width: u32,
    /// Whether pages may run JavaScript.
    pub scripts: bool,
    /// Whether scroll bars take their room.
    pub scroll_bars: bool,
}

impl Look {
    pub const DESK: Self = Self { width: 1280, scripts: true, scroll_bars: true };
    pub const PHONE: Self = Self { width: 320, ..Self::DESK };
    pub const NO_SCRIPT: Self = Self { scripts: false, ..Self::DESK };
}

/// What the person works the pages with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    Mouse,
    Keyboard,
}

/// A person's open browser.
pub struct Browser<'w> {
    pub(super) session: Session,
    pub(super) words: Words,
    pub(super) look: Look,
    pub(super) hands: Hands,
    /// The portal's address and that of the imitated outside world.
    pub(super) portal: String,
    pub(super) simulators: String,
    /// Where each page and address goes that the person has seen.
    pub(super) trail: Arc<Mutex<Vec<String>>>,
    /// The text of axe-core, and the documents that it found clean.
    pub(super) axe: &'w str,
    pub(super) clean: &'w Clean,
    /// Whether each page is looked through in three languages.
    pub thorough: bool,
    pub(super) pictures: std::path::PathBuf,
}

impl Browser<'_> {
    pub(super) fn client(&self) -> &Client {
        &self.session.client
    }

    /// The text of a key in the language of this person.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The text of a key that takes one variable.
    pub fn fill_text(&self, key: &str, name: &str, value: &str) -> String {
        self.words.fill(key, &[(name, value)])
    }

    /// The language of this person.
    pub fn language(&self) -> Language {
        self.words.language
    }

    /// The group of fields with this legend.
    pub fn within<'b>(&'b self, legend: &str) -> Group<'b> {
        Group { browser: self, legend: legend.to_owned() }
    }

    /// Opens an address of the portal, as from a bookmark.
    pub async fn open(&self, path: &str) {
        self.client().goto(&format!("{}{path}", self.portal)).await.expect("the address opens");
    }

    /// The address shown now, without the portal's own beginning.
    pub async fn address(&self) -> String {
        let address = self.client().current_url().await.expect("the browser answers").to_string();
        address.strip_prefix(&self.portal).map_or_else(|| address.clone(), str::to_owned)
    }

    /// Presses the button with these words.
    pub async fn press(&self, text: &str) {
        if self.hands == Hands::Keyboard {
            return self.press_with_keys("button", text).await;
        }
        self.click("button", text, 1).await;
    }

    /// Follows the link with these words.
    pub async fn follow(&self, text: &str) {
        if self.hands == Hands::Keyboard {
            return self.press_with_keys("a", text).await;
        }
        self.click("a", text, 1).await;
    }

    /// Opens what is folded under these words.
    pub async fn unfold(&self, text: &str) {
        if self.hands == Hands::Keyboard {
            return self.press_with_keys("summary", text).await;
        }
        self.click("summary", text, 1).await;
    }

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, value: &str) {
        self.fill_nth(1, label, value).await;
    }

    /// Types into the nth field with this label, where a page repeats a group of fields.
    pub async fn fill_nth(&self, nth: usize, label: &str, value: &str) {
        if self.hands == Hands::Keyboard {
            return self.fill_with_keys(Which::Nth(nth), label, value).await;
        }
        self.with(
            label,
            async || self.labelled(label, nth).await,
            async |field| {
                field.clear().await?;
                field.send_keys(value).await
            },
        )
        .await;
    }

    /// Chooses a file for the field with this label.
    pub async fn attach(&self, label: &str, file: &std::path::Path) {
        let path = file.display().to_string();
        self.with(label, async || self.labelled(label, 1).await, async |field| field.send_keys(&path).await).await;
    }

    /// Ticks the checkbox or chooses the radio button with this label.
    pub async fn choose(&self, label: &str) {
        self.choose_nth(1, label).await;
    }

    /// The same where the page repeats the label.
    pub async fn choose_nth(&self, nth: usize, label: &str) {
        if self.hands == Hands::Keyboard {
            return self.choose_with_keys(Which::Nth(nth), label).await;
        }
        self.with(
            label,
            async || self.labelled(label, nth).await,
            async |choice| {
                if choice.is_selected().await? { Ok(()) } else { choice.click().await }
            },
        )
        .await;
    }

    /// Chooses an option of the list with this label.
    pub async fn select(&self, label: &str, option: &str) {
        if self.hands == Hands::Keyboard {
            return self.select_with_keys(label, option).await;
        }
        let path = format!(".//option[{}]", says(option).join(" or "));
        self.with(
            &format!("{label}, {option}"),
            async || self.labelled(label, 1).await,
            async |list| list.find(Locator::XPath(&path)).await?.click().await,
        )
        .await;
    }

    /// What stands in the field with this label.
    pub async fn value(&self, label: &str) -> String {
        let value = self.with(label, async || self.labelled(label, 1).await, async |field| field.prop("value").await);
        value.await.unwrap_or_default()
    }

    /// The fact with this name in a list of facts.
    pub async fn fact(&self, name: &str) -> String {
        let path = "//dt[{}]/following-sibling::dd[1]";
        squeezed(&self.with(name, async || self.shown(path, name, 1).await, async |fact| fact.text().await).await)
    }

    /// Waits until the page with this heading is there and looks it over.
    pub async fn expect(&self, heading: &str) {
        self.expect_answer(heading).await;
        if self.thorough {
            self.look_through().await;
        }
    }

    /// The same for a page that answers a form directly, which no address brings back.
    pub async fn expect_answer(&self, heading: &str) {
        let page = self.expect_heading(heading).await;
        if page.address.starts_with(&self.portal) {
            self.check_page(&page, self.words.language).await;
        }
    }

    /// Waits for the heading, and for nothing else.
    pub(super) async fn expect_heading(&self, heading: &str) -> Page {
        let page = self
            .until(&format!("the heading {heading:?}"), async || {
                let page = self.glance().await?;
                (page.headings.first()? == heading).then_some(page)
            })
            .await;
        // What anybody could read in the history of the browser.
        self.trail.lock().expect("no holder panics").push(format!("{} {}", page.address, page.title));
        page
    }

    /// Waits until these words can be read on the page.
    pub async fn expect_text(&self, text: &str) {
        self.until(&format!("the text {text:?}"), async || self.text().await.contains(text).then_some(())).await;
    }

    /// All that can be read on the page, in one line.
    pub async fn text(&self) -> String {
        let text = self.client().execute("return document.body ? document.body.innerText : ''", vec![]).await;
        text.ok().and_then(|text| text.as_str().map(squeezed)).unwrap_or_default()
    }

    /// Loads the page again and again until these words are on it.
    pub async fn reload_until(&self, text: &str) {
        self.until(&format!("the text {text:?}, even on a page loaded again"), async || {
            self.client().refresh().await.ok()?;
            self.text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Opens an address and presses a button there, again and again until a page with this heading answers.
    pub async fn press_until(&self, path: &str, button: &str, heading: &str) {
        self.until(&format!("the heading {heading:?} after {button:?}"), async || {
            self.open(path).await;
            self.press(button).await;
            (self.glance().await?.headings.first()? == heading).then_some(())
        })
        .await;
    }

    /// Goes back in the history.
    pub async fn back(&self) {
        self.client().back().await.expect("there is a page before");
    }

    /// Whether the choice with this label is ticked.
    pub async fn is_chosen(&self, label: &str) -> bool {
        self.with(label, async || self.labelled(label, 1).await, async |choice| choice.is_selected().await).await
    }

    /// Whether the field with this label can be seen.
    pub async fn is_asked(&self, label: &str) -> bool {
        let path = format!("//label[{}]", says(label)[0]);
        let find = async || self.client().find(Locator::XPath(&path)).await.expect("the page has the label");
        self.with(label, find, async |found| found.is_displayed().await).await
    }

    /// What has the focus: its id, and the words that describe it.
    pub async fn focus_is_at(&self) -> (String, String) {
        let script = "const e = document.activeElement, ids = (e.getAttribute('aria-describedby') || '').split(' ');
            return [e.id, ids.map((id) => document.getElementById(id)?.innerText ?? '').join(' ').trim()]";
        let found = self.run(script).await;
        let text = |place: usize| found[place].as_str().unwrap_or_default().to_owned();
        (text(0), text(1))
    }

    /// How often these words stand on the page.
    pub async fn count(&self, text: &str) -> usize {
        self.text().await.matches(text).count()
    }

    /// Runs a script of the test in the page.
    pub(super) async fn run(&self, script: &str) -> Value {
        self.client().execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The answer's status of the page shown now.
    pub async fn status(&self) -> u64 {
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        self.run(status).await.as_u64().unwrap_or_default()
    }

    async fn click(&self, tag: &str, text: &str, nth: usize) {
        if self.look.width < FOLDED {
            self.unfold_menu(tag, text).await;
        }
        let [exactly, begins] = says(text).map(|condition| format!("//{tag}[{condition}]"));
        self.until(&format!("{text:?}"), async || {
            let element = self.find_shown(&[&exactly, &begins], nth).await?;
            match element.click().await {
                Ok(()) => Some(()),
                // The page was left between the look and the click: the next one has it again, or fails.
                Err(error) if is_left(&error) => None,
                Err(error) => panic!("{text}: {error}"),
            }
        })
        .await;
    }

    /// Does something with an element; one that the page has replaced since it was found is looked for anew.
    async fn with<T>(
        &self,
        what: &str,
        find: impl AsyncFn() -> Element,
        act: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> T {
        self.until(&format!("{what:?} that stays"), async || match act(find().await).await {
            Ok(done) => Some(done),
            Err(error) if is_left(&error) => None,
            Err(error) => panic!("{what}: {error}"),
        })
        .await
    }

    /// Opens the menu of a narrow screen when what is wanted is there and nowhere else.
    async fn unfold_menu(&self, tag: &str, text: &str) {
        let [exactly, _] = says(text);
        let wanted = format!("//{tag}[{exactly}]");
        let menu = format!("//nav[@class='menu']//details[not(@open)][.//{tag}[{exactly}]]/summary");
        self.until(&format!("{text:?}, in the menu or not"), async || {
            if self.find_shown(&[&wanted], 1).await.is_some() {
                return Some(());
            }
            match self.find_shown(&[&menu], 1).await {
                Some(menu) => menu.click().await.ok(),
                // Only the beginning of its words was named; those are never in the menu.
                None => self.client().find(Locator::Css("h1")).await.is_ok().then_some(()),
            }
        })
        .await;
    }

    /// The nth field that a label with this text belongs to.
    async fn labelled(&self, label: &str, nth: usize) -> Element {
        self.labelled_in("", label, nth).await
    }

    async fn labelled_in(&self, group: &str, label: &str, nth: usize) -> Element {
        let path = format!(
            "{group}//label[{{}}]/descendant::*[self::input or self::textarea or self::select] \
             | {group}//*[@id={group}//label[{{}}]/@for]"
        );
        self.shown(&path, label, nth).await
    }

    /// The nth element shown to the person on this path, where `{}` is the condition on its words: first those that
    /// say exactly `text`, else those that begin with it.
    async fn shown(&self, path: &str, text: &str, nth: usize) -> Element {
        let [exactly, begins] = says(text).map(|condition| path.replace("{}", &condition));
        self.until(&format!("{text:?}"), async || self.find_shown(&[&exactly, &begins], nth).await).await
    }

    /// The nth element shown on the first of these paths that has one; nothing where none is shown or no page is there.
    async fn find_shown(&self, paths: &[&str], nth: usize) -> Option<Element> {
        let found = self.client().execute(SHOWN, vec![json!(paths), json!(nth)]).await.ok()?;
        let (_, id) = found.as_object()?.iter().next()?;
        Some(Element::from_element_id(self.client().clone(), ElementRef::from(id.as_str()?.to_owned())))
    }

    /// Looks again and again until there is an answer; a page that never comes fails with what is there instead.
    pub(super) async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let mut pause = FIRST_PAUSE;
        for _ in 0..LOOKS {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        self.fail(&format!("no {what}")).await
    }

    /// Fails with a picture and the words of the page.
    pub async fn fail(&self, problem: &str) -> ! {
        self.picture("failed").await;
        let (address, text) = (self.address().await, self.text().await);
        panic!("{problem}\nat {address}:\n{text}\npicture in {}", self.pictures.display());
    }

    /// A picture of what can be seen now, as PNG.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.client().screenshot().await.unwrap_or_default()
    }

    /// Keeps a picture of what can be seen now among the files of the build.
    pub async fn picture(&self, name: &str) {
        let picture = self.screenshot().await;
        std::fs::create_dir_all(&self.pictures).expect("the target folder can be written");
        std::fs::write(self.pictures.join(format!("{name}.png")), picture).expect("a file of ours");
    }
}

/// The fields of one group, for a page where several groups have the same labels.
pub struct Group<'b> {
    browser: &'b Browser<'b>,
    legend: String,
}

impl Group<'_> {
    /// Ticks the checkbox with this label.
    pub async fn choose(&self, label: &str) {
        if self.browser.hands == Hands::Keyboard {
            return self.browser.choose_with_keys(Which::Within(&self.legend), label).await;
        }
        let find = async || self.browser.labelled_in(&group_path(&self.legend), label, 1).await;
        self.browser.with(label, find, async |choice| choice.click().await).await;
    }

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, value: &str) {
        if self.browser.hands == Hands::Keyboard {
            return self.browser.fill_with_keys(Which::Within(&self.legend), label, value).await;
        }
        let find = async || self.browser.labelled_in(&group_path(&self.legend), label, 1).await;
        self.browser.with(label, find, async |field| field.send_keys(value).await).await;
    }
}

/// Whether the page of an element was left, or the element replaced, since it was found.
pub(super) fn is_left(error: &CmdError) -> bool {
    LEFT.iter().any(|told| error.to_string().contains(told))
}

/// The path of the group of fields with this legend.
pub(super) fn group_path(legend: &str) -> String {
    format!("//fieldset[legend[normalize-space(.)={}]]", quoted(legend))
}

/// Conditions on an element: that it says exactly this, and that this is the first or one of the things it says.
pub(super) fn says(text: &str) -> [String; 2] {
    let quoted = quoted(text);
    let begins = [" ", ",", ":"].map(|next| format!("starts-with(normalize-space(.), concat({quoted}, '{next}'))"));
    let says = format!(".//text()[normalize-space(.)={quoted}]");
    let exactly = format!("normalize-space(.)={quoted} or @aria-label={quoted}");
    [exactly, format!("{} or {says}", begins.join(" or "))]
}

/// A text as a string of `XPath`, which knows no escapes.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "{text}");
    format!("\"{text}\"")
}

/// With each run of white space as one space.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
