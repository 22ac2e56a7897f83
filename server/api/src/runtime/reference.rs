/// Defines a type for each named schema that stands for `#/components/schemas/NAME` in the document which utoipa
/// derives from the handlers.
macro_rules! schema_references {
    ($($name:ident),* $(,)?) => {
        $(
            #[doc = concat!("`#/components/schemas/", stringify!($name), "`")]
            #[derive(Debug)]
            pub struct $name;

            impl utoipa::PartialSchema for $name {
                fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                    utoipa::openapi::Ref::from_schema_name(stringify!($name)).into()
                }
            }
            impl utoipa::ToSchema for $name {
                fn name() -> std::borrow::Cow<'static, str> {
                    stringify!($name).into()
                }
            }
        )*
    };
}
pub(crate) use schema_references;
