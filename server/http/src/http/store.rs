use charter_api::{
    generated::store::{GetStoreAnswer, StoreApi},
    runtime::Refusal,
};

use crate::{app::Services, caller::Caller, refuse::refuse};

impl StoreApi for Services {
    async fn get_store(&self, _: Caller) -> Result<GetStoreAnswer, Refusal> {
        Ok(GetStoreAnswer::Ok { body: self.engine.info().await.map_err(refuse)?.into() })
    }
}
