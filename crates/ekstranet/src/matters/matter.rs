//! What a room says of its kind of matter.

use std::future::Future;

use db::Read;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::rules::ReceiverFound;
use super::store::{Head, Statements};
use crate::kernel::{BusinessId, Id, Permission};
use crate::web::{Failure, Visit};

/// A kind of matter, told by the row in which the room keeps one.
pub trait Matter: db::FromRow + Send + Sync + Sized + 'static {
    type Id: Id;
    type State: Copy + PartialEq + Send + Sync;
    /// What is said, as it was typed.
    type Content: Clone + Serialize + DeserializeOwned + Send + Sync;
    /// A page of the form.
    type Page: Copy + PartialEq + Send + Sync;
    /// What may be wrong with an answer.
    type Problem: Copy + Send + Sync;

    /// The room's word in addresses.
    const ROOM: &'static str;
    /// The word of the page in addresses from which it is sent.
    const CHECK: &'static str;
    /// The table of the rows: what is kept sealed is sealed to its place there.
    const TABLE: &'static str;
    const STATEMENTS: &'static Statements;
    const DEEDS: Deeds;
    /// The state of what has just been sent.
    const SENT: Self::State;
    /// What the right must allow to send it.
    const BINDING: &'static [Permission];

    fn head(&self) -> &Head;
    fn parse_state(code: &str) -> Option<Self::State>;
    /// Whether its sender may change and send it.
    fn is_open(state: Self::State) -> bool;
    /// Whether its sender may remove it.
    fn may_discard(state: Self::State) -> bool;
    fn page_code(page: Self::Page) -> &'static str;
    /// The pages that these answers ask for, in order.
    fn pages(content: &Self::Content) -> Vec<Self::Page>;
    /// Everything that is wrong with what is said, by what is known now. `id` is its own: what it holds counts as free.
    fn judge(
        visit: &Visit,
        read: &mut Read,
        id: &Self::Id,
        content: &Self::Content,
    ) -> impl Future<Output = Result<Vec<Found<Self>>, Failure>> + Send;
    /// Whoever takes over, where somebody does.
    fn receiver_of(content: &Self::Content) -> Option<BusinessId>;
    /// Notes what the registers tell of whoever takes over, and its name.
    fn note_receiver(content: &mut Self::Content, found: ReceiverFound, name: String);
    /// Sends it: may, load, rule, save, tell. `false` when what is said is not right any more.
    fn send(visit: &Visit, id: &Self::Id, version: i64) -> impl Future<Output = Result<bool, Failure>> + Send;

    fn id(&self) -> Result<Self::Id, Failure> {
        Self::Id::parse(&self.head().id).ok_or_else(|| Failure::internal(format!("an id in {} is none", Self::TABLE)))
    }

    fn state(&self) -> Result<Self::State, Failure> {
        let state = Self::parse_state(&self.head().state);
        state.ok_or_else(|| Failure::internal(format!("a state in {} is unknown", Self::TABLE)))
    }
}

/// A problem with its page and field.
pub type Found<M> = (<M as Matter>::Page, &'static str, <M as Matter>::Problem);

/// How the audit log calls what is done with every kind of matter.
#[derive(Clone, Copy, Debug)]
pub struct Deeds {
    pub begun: &'static str,
    pub page_saved: &'static str,
    pub discarded: &'static str,
    /// The right that was proved does not bind the organisation.
    pub not_allowed: &'static str,
    /// The registers do not know whoever takes over any more.
    pub receiver_refused: &'static str,
    pub receiver_verified: &'static str,
    /// The job that asks a register again that was silent, for the log of the program.
    pub verifying: &'static str,
}
