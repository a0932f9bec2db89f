//! The look: layout, field macros, style sheet, scripts and the texts that all rooms share. Only templates import it.

#[cfg(test)]
mod tests;
