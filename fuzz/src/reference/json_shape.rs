//! JSON as a list of members, in which a name may stand twice: what a map cannot show.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};

/// The shape of a document.
#[derive(Debug)]
pub(crate) enum Shape {
    Scalar,
    Array(Vec<Shape>),
    Object(Vec<(String, Shape)>),
}

impl Shape {
    /// `None` when it is not JSON.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Scalar => Vec::new(),
            Self::Array(items) => items.iter().collect(),
            Self::Object(members) => members.iter().map(|(_, member)| member).collect(),
        }
    }

    /// How deep arrays and objects are nested.
    pub(crate) fn depth(&self) -> usize {
        let deepest = self.parts().into_iter().map(Self::depth).max().unwrap_or(0);
        deepest + usize::from(!matches!(self, Self::Scalar))
    }

    /// Whether the condition holds for the members' names of any object.
    pub(crate) fn any_names(&self, condition: fn(&[&str]) -> bool) -> bool {
        let here = match self {
            Self::Object(members) => condition(&members.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>()),
            _ => false,
        };
        here || self.parts().into_iter().any(|part| part.any_names(condition))
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }
    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        let mut shapes = Vec::new();
        while let Some(item) = items.next_element()? {
            shapes.push(item);
        }
        Ok(Shape::Array(shapes))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Shape, A::Error> {
        let mut shapes = Vec::new();
        while let Some(member) = members.next_entry()? {
            shapes.push(member);
        }
        Ok(Shape::Object(shapes))
    }
}
