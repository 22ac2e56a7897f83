use crate::{Error, GeneratedFiles, contract::Contract};
pub fn server(_: &Contract, _: &mut GeneratedFiles) -> Result<(), Error> { Ok(()) }
