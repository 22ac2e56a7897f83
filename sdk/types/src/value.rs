//! Reading a resource's value as a program's own type.

use serde::de::DeserializeOwned;

use crate::Resource;

impl Resource {
    /// The value as a `T`.
    ///
    /// ```
    /// use charter_types::Resource;
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize)]
    /// struct Page {
    ///     title: String,
    /// }
    ///
    /// # let resource: Resource = serde_json::from_str(r#"{
    /// #     "key": "project/atlas/readme", "value": { "title": "Atlas" }, "rev": 1, "updated_by": "user:local",
    /// #     "created_at": "2026-01-05T09:30:00.000Z", "updated_at": "2026-01-05T09:30:00.000Z"
    /// # }"#)?;
    /// let page: Page = resource.value_as()?;
    /// assert_eq!(page.title, "Atlas");
    /// assert!(resource.value_as::<u64>().is_err());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the value is no `T`.
    pub fn value_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(&self.value)
    }
}
