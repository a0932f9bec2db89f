//! A draft that is on somebody else's form: begun before a register knew that the applicant keeps a pharmacy, or while it
//! said otherwise. It is not sent; the applicant goes on with the own form, which takes along what both ask.

use super::obstacles::may_begin_now;
use super::submitting::{form_of, load};
use super::together;
use crate::kernel::ApplicationId;
use crate::registers;
use crate::services::{AskedForm, newest_form};
use crate::web::{Failure, Visit};

/// The form of the applicant, where a draft is on another one.
pub(super) struct OwnForm {
    pub form: AskedForm,
    /// Whether it can be begun now: a pharmacist may be too early.
    pub may_begin: bool,
}

/// Asks the registers whose form it is. A register that is silent leaves it as it is: nobody is stopped by an outage.
pub(super) async fn find(visit: &Visit, form: AskedForm) -> Result<Option<OwnForm>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let profile = registers::find_profile(&visit.app, visit.now, organisation).await?;
    let own = newest_form(form.service, profile.kind).filter(|own| own.code != form.code);
    Ok(match own {
        Some(own) => {
            let may_begin = may_begin_now(visit, profile.kind, organisation).await?.is_none();
            Some(OwnForm { form: own.asked(profile), may_begin })
        }
        None => None,
    })
}

/// Puts the draft aside and goes on with one on the own form; `None` when it is too early for that one. A draft that is on
/// the own form already stays.
pub(super) async fn go_on(visit: &Visit, id: &ApplicationId) -> Result<Option<ApplicationId>, Failure> {
    let Some(own) = find(visit, form_of(&load(visit, id).await?)?).await? else { return Ok(Some(id.clone())) };
    if !own.may_begin {
        return Ok(None);
    }
    together::start_again(visit, id, together::Carried::WhatBothAsk).await.map(Some)
}
