//! The pages of acting for an organisation, asked through the router.
