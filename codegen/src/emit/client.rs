use crate::{Error, GeneratedFiles, contract::Contract};
pub fn client(_: &Contract, _: &mut GeneratedFiles) -> Result<(), Error> { Ok(()) }
