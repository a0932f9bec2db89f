//! `#[derive(db::FromRow)]`: how a row of either database becomes a struct. `db` has the trait and says what it is for.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Field, Fields, parse_macro_input};

/// Reads each field from the column of its name. `#[row(flatten)]` on a field reads a struct from the same row.
#[proc_macro_derive(FromRow, attributes(row))]
pub fn from_row(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let fields = match &input.data {
        Data::Struct(data) if matches!(data.fields, Fields::Named(_)) => &data.fields,
        _ => return Err(syn::Error::new_spanned(&input.ident, "a row becomes a struct with named fields")),
    };
    if !input.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(&input.generics, "a row becomes a struct without parameters"));
    }
    let mut values = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let Some(name) = &field.ident else { continue };
        values.push(if is_flattened(field)? {
            quote!(#name: ::db::FromRow::from_row(row)?)
        } else {
            let column = name.to_string();
            quote!(#name: row.named(#at, #column)?)
        });
    }
    let name = &input.ident;
    Ok(quote! {
        impl ::db::FromRow for #name {
            fn from_row(row: &::db::Row<'_>) -> ::core::result::Result<Self, ::db::Error> {
                ::core::result::Result::Ok(Self { #(#values),* })
            }
        }
    })
}

fn is_flattened(field: &Field) -> syn::Result<bool> {
    let mut flattened = false;
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("row")) {
        attribute.parse_nested_meta(|meta| {
            flattened = meta.path.is_ident("flatten");
            if flattened { Ok(()) } else { Err(meta.error("only `flatten` is known")) }
        })?;
    }
    Ok(flattened)
}
