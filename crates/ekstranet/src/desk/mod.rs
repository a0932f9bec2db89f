//! Placeholder door of the room desk while it is being built.

use crate::web::Routes;

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new()
}
