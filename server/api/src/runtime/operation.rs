/// What the contract says of an operation's input; the generated code has one of these for each operation.
#[derive(Debug)]
pub struct Operation {
    /// Its id in the contract.
    pub id: &'static str,
    /// Its family's name.
    pub family: &'static str,
    /// What a caller needs to be allowed.
    pub access: Access,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Its request body.
    pub body: Option<Body>,
}

/// What a caller needs to be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nothing: anybody may call it.
    Public,
    /// To read the family.
    Read,
    /// To write the family.
    Write,
    /// To decide for people what others have asked the family for.
    Decide,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it stands.
    pub location: Location,
    /// Whether it has to be there.
    pub required: bool,
    /// How its text is read.
    pub kind: Kind,
    /// The name of its schema.
    pub schema: &'static str,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
}

impl Location {
    /// The word in front of the parameter's name in a problem's pointer.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

/// How a parameter's text is read before it is checked against its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As it is.
    Text,
    /// As a whole number.
    Integer,
    /// As `true` or `false`.
    Boolean,
    /// As one item of a list of texts: the parameter may be repeated.
    List,
}

/// A request body.
#[derive(Debug)]
pub struct Body {
    /// The most bytes that it may have.
    pub max_bytes: usize,
    /// The media types that it may have.
    pub media_types: &'static [MediaType],
    /// Whether it is bytes of any kind, which are taken in as they come.
    pub streamed: bool,
}

/// A media type of a body.
#[derive(Debug)]
pub struct MediaType {
    /// Its name, without parameters.
    pub name: &'static str,
    /// The name of the body's schema; empty when the body is bytes.
    pub schema: &'static str,
}
