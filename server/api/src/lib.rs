//! The generated HTTP surface: one trait, router and set of typed answers per family.
