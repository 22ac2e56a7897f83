use bytes::Bytes;
use charter_api::{
    generated::system::{
        GetContractJsonAnswer, GetContractYamlAnswer, GetDocsAnswer, GetDocsAssetAnswer, GetDocsAssetRequest,
        GetHealthAnswer, GetMetricsAnswer, GetReadinessAnswer, SystemApi,
    },
    runtime::{CONTRACT_JSON, CONTRACT_YAML, JsonBody, Refusal},
};
use charter_types::{Health, HealthStatus, ProblemType};

use crate::{app::Services, docs_page, refuse::refuse};

impl SystemApi for Services {
    async fn get_health(&self) -> Result<GetHealthAnswer, Refusal> {
        Ok(GetHealthAnswer::Ok { body: Health::new(HealthStatus::Ok).into() })
    }

    async fn get_readiness(&self) -> Result<GetReadinessAnswer, Refusal> {
        self.engine.health().await.map_err(refuse)?;
        Ok(GetReadinessAnswer::Ok { body: Health::new(HealthStatus::Ok).into() })
    }

    async fn get_metrics(&self) -> Result<GetMetricsAnswer, Refusal> {
        Ok(GetMetricsAnswer::Ok { body: self.metrics.render() })
    }

    async fn get_contract_json(&self) -> Result<GetContractJsonAnswer, Refusal> {
        Ok(GetContractJsonAnswer::Ok { body: JsonBody::Written(Bytes::from_static(CONTRACT_JSON.as_bytes())) })
    }

    async fn get_contract_yaml(&self) -> Result<GetContractYamlAnswer, Refusal> {
        Ok(GetContractYamlAnswer::Ok { body: CONTRACT_YAML.to_owned() })
    }

    async fn get_docs(&self) -> Result<GetDocsAnswer, Refusal> {
        let page = docs_page::page();
        let body = page.ok_or_else(|| Refusal::new(ProblemType::Internal, "the page is not in this build"))?;
        Ok(GetDocsAnswer::Ok { body })
    }

    async fn get_docs_asset(&self, request: GetDocsAssetRequest) -> Result<GetDocsAssetAnswer, Refusal> {
        let asset = docs_page::asset(&request.asset);
        let body = asset.ok_or_else(|| Refusal::new(ProblemType::NotFound, "the page has no such file"))?;
        Ok(GetDocsAssetAnswer::Ok { body })
    }
}
