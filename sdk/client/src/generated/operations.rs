// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

#![allow(missing_docs, unused_imports, dead_code, clippy::all, clippy::too_many_lines, reason = "written by progenitor")]

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};

#[allow(clippy::all)]
pub mod types {
    pub mod error {
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
}

#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::transport::Transport,
}

impl Client {
    pub fn new(baseurl: &str, inner: crate::transport::Transport) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        let client = {
            let dur = ::std::time::Duration::from_secs(15u64);
            reqwest::ClientBuilder::new().connect_timeout(dur).timeout(dur)
        };
        #[cfg(target_arch = "wasm32")]
        let client = reqwest::ClientBuilder::new();
        Self::new_with_client(baseurl, client.build().unwrap(), inner)
    }
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::transport::Transport,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}

impl ClientInfo<crate::transport::Transport> for Client {
    fn api_version() -> &'static str {
        "0.1.0"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::transport::Transport {
        &self.inner
    }
}

impl ClientHooks<crate::transport::Transport> for &Client {}

impl Client {
    pub fn list_approvals(&self) -> builder::ListApprovals<'_> {
        builder::ListApprovals::new(self)
    }
    pub fn request_approval(&self) -> builder::RequestApproval<'_> {
        builder::RequestApproval::new(self)
    }
    pub fn get_approval(&self) -> builder::GetApproval<'_> {
        builder::GetApproval::new(self)
    }
    pub fn decide_approval(&self) -> builder::DecideApproval<'_> {
        builder::DecideApproval::new(self)
    }
    pub fn consume_approval(&self) -> builder::ConsumeApproval<'_> {
        builder::ConsumeApproval::new(self)
    }
    pub fn cancel_approval(&self) -> builder::CancelApproval<'_> {
        builder::CancelApproval::new(self)
    }
    pub fn get_receipt_keys(&self) -> builder::GetReceiptKeys<'_> {
        builder::GetReceiptKeys::new(self)
    }
    pub fn list_artifacts(&self) -> builder::ListArtifacts<'_> {
        builder::ListArtifacts::new(self)
    }
    pub fn get_artifact(&self) -> builder::GetArtifact<'_> {
        builder::GetArtifact::new(self)
    }
    pub fn delete_artifact(&self) -> builder::DeleteArtifact<'_> {
        builder::DeleteArtifact::new(self)
    }
    pub fn link_artifact(&self) -> builder::LinkArtifact<'_> {
        builder::LinkArtifact::new(self)
    }
    pub fn list_missions(&self) -> builder::ListMissions<'_> {
        builder::ListMissions::new(self)
    }
    pub fn create_mission(&self) -> builder::CreateMission<'_> {
        builder::CreateMission::new(self)
    }
    pub fn get_mission(&self) -> builder::GetMission<'_> {
        builder::GetMission::new(self)
    }
    pub fn apply_mission_event(&self) -> builder::ApplyMissionEvent<'_> {
        builder::ApplyMissionEvent::new(self)
    }
    pub fn list_mission_history(&self) -> builder::ListMissionHistory<'_> {
        builder::ListMissionHistory::new(self)
    }
    pub fn list_mission_items(&self) -> builder::ListMissionItems<'_> {
        builder::ListMissionItems::new(self)
    }
    pub fn add_mission_items(&self) -> builder::AddMissionItems<'_> {
        builder::AddMissionItems::new(self)
    }
    pub fn get_mission_item(&self) -> builder::GetMissionItem<'_> {
        builder::GetMissionItem::new(self)
    }
    pub fn update_mission_item(&self) -> builder::UpdateMissionItem<'_> {
        builder::UpdateMissionItem::new(self)
    }
    pub fn retry_mission_item(&self) -> builder::RetryMissionItem<'_> {
        builder::RetryMissionItem::new(self)
    }
    pub fn cancel_mission_item(&self) -> builder::CancelMissionItem<'_> {
        builder::CancelMissionItem::new(self)
    }
    pub fn pause_mission(&self) -> builder::PauseMission<'_> {
        builder::PauseMission::new(self)
    }
    pub fn resume_mission(&self) -> builder::ResumeMission<'_> {
        builder::ResumeMission::new(self)
    }
    pub fn cancel_mission(&self) -> builder::CancelMission<'_> {
        builder::CancelMission::new(self)
    }
    pub fn list_resources(&self) -> builder::ListResources<'_> {
        builder::ListResources::new(self)
    }
    pub fn get_resource(&self) -> builder::GetResource<'_> {
        builder::GetResource::new(self)
    }
    pub fn put_resource(&self) -> builder::PutResource<'_> {
        builder::PutResource::new(self)
    }
    pub fn delete_resource(&self) -> builder::DeleteResource<'_> {
        builder::DeleteResource::new(self)
    }
    pub fn patch_resource(&self) -> builder::PatchResource<'_> {
        builder::PatchResource::new(self)
    }
    pub fn transact_resources(&self) -> builder::TransactResources<'_> {
        builder::TransactResources::new(self)
    }
    pub fn list_runs(&self) -> builder::ListRuns<'_> {
        builder::ListRuns::new(self)
    }
    pub fn create_run(&self) -> builder::CreateRun<'_> {
        builder::CreateRun::new(self)
    }
    pub fn claim_runs(&self) -> builder::ClaimRuns<'_> {
        builder::ClaimRuns::new(self)
    }
    pub fn get_run(&self) -> builder::GetRun<'_> {
        builder::GetRun::new(self)
    }
    pub fn heartbeat_run(&self) -> builder::HeartbeatRun<'_> {
        builder::HeartbeatRun::new(self)
    }
    pub fn report_run_events(&self) -> builder::ReportRunEvents<'_> {
        builder::ReportRunEvents::new(self)
    }
    pub fn list_run_records(&self) -> builder::ListRunRecords<'_> {
        builder::ListRunRecords::new(self)
    }
    pub fn complete_run(&self) -> builder::CompleteRun<'_> {
        builder::CompleteRun::new(self)
    }
    pub fn fail_run(&self) -> builder::FailRun<'_> {
        builder::FailRun::new(self)
    }
    pub fn cancel_run(&self) -> builder::CancelRun<'_> {
        builder::CancelRun::new(self)
    }
    pub fn get_store(&self) -> builder::GetStore<'_> {
        builder::GetStore::new(self)
    }
    pub fn get_health(&self) -> builder::GetHealth<'_> {
        builder::GetHealth::new(self)
    }
    pub fn get_readiness(&self) -> builder::GetReadiness<'_> {
        builder::GetReadiness::new(self)
    }
    pub fn get_contract_json(&self) -> builder::GetContractJson<'_> {
        builder::GetContractJson::new(self)
    }
}

#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientInfo, ClientHooks, Error, OperationInfo,
        RequestBuilderExt, ResponseValue,
    };
    #[derive(Debug, Clone)]
    pub struct ListApprovals<'a> {
        client: &'a super::Client,
        action: Result<Option<charter_types::ActionName>, String>,
        cursor: Result<Option<charter_types::Cursor>, String>,
        deadline_before: Result<Option<charter_types::Timestamp>, String>,
        decider: Result<Option<charter_types::Principal>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
        mission_id: Result<Option<charter_types::MissionId>, String>,
        risk: Result<Option<charter_types::RiskClass>, String>,
        routine_id: Result<Option<charter_types::RoutineId>, String>,
        run_id: Result<Option<charter_types::RunId>, String>,
        status: Result<Option<charter_types::ApprovalStatus>, String>,
    }
    impl<'a> ListApprovals<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                action: Ok(None),
                cursor: Ok(None),
                deadline_before: Ok(None),
                decider: Ok(None),
                limit: Ok(None),
                mission_id: Ok(None),
                risk: Ok(None),
                routine_id: Ok(None),
                run_id: Ok(None),
                status: Ok(None),
            }
        }
        pub fn action<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ActionName>,
        {
            self.action = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: ActionName` for action failed"
                        .to_string()
                });
            self
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn deadline_before<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Timestamp>,
        {
            self.deadline_before = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Timestamp` for deadline_before failed"
                        .to_string()
                });
            self
        }
        pub fn decider<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Principal>,
        {
            self.decider = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Principal` for decider failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn risk<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RiskClass>,
        {
            self.risk = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: RiskClass` for risk failed"
                        .to_string()
                });
            self
        }
        pub fn routine_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RoutineId>,
        {
            self.routine_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: RoutineId` for routine_id failed"
                        .to_string()
                });
            self
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalStatus` for status failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::ApprovalPage>,
            Error<charter_types::Problem>,
        > {
            let Self {
                client,
                action,
                cursor,
                deadline_before,
                decider,
                limit,
                mission_id,
                risk,
                routine_id,
                run_id,
                status,
            } = self;
            let action = action.map_err(Error::InvalidRequest)?;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let deadline_before = deadline_before.map_err(Error::InvalidRequest)?;
            let decider = decider.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let risk = risk.map_err(Error::InvalidRequest)?;
            let routine_id = routine_id.map_err(Error::InvalidRequest)?;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/approvals", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("action", &action))
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(
                    &progenitor_client::QueryParam::new(
                        "deadline_before",
                        &deadline_before,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("decider", &decider))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("mission_id", &mission_id))
                .query(&progenitor_client::QueryParam::new("risk", &risk))
                .query(&progenitor_client::QueryParam::new("routine_id", &routine_id))
                .query(&progenitor_client::QueryParam::new("run_id", &run_id))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_approvals",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct RequestApproval<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::ApprovalSpec, String>,
    }
    impl<'a> RequestApproval<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalSpec>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalSpec` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Approval>,
            Error<charter_types::Problem>,
        > {
            let Self { client, idempotency_key, body } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/approvals", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "request_approval",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetApproval<'a> {
        client: &'a super::Client,
        approval_id: Result<charter_types::ApprovalId, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
    }
    impl<'a> GetApproval<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                approval_id: Err("approval_id was not initialized".to_string()),
                if_none_match: Ok(None),
            }
        }
        pub fn approval_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalId>,
        {
            self.approval_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalId` for approval_id failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Approval>,
            Error<charter_types::Problem>,
        > {
            let Self { client, approval_id, if_none_match } = self;
            let approval_id = approval_id.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/approvals/{}", client.baseurl, encode_path(& approval_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_approval",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct DecideApproval<'a> {
        client: &'a super::Client,
        approval_id: Result<charter_types::ApprovalId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::ApprovalDecision, String>,
    }
    impl<'a> DecideApproval<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                approval_id: Err("approval_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn approval_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalId>,
        {
            self.approval_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalId` for approval_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalDecision>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalDecision` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Approval>,
            Error<charter_types::Problem>,
        > {
            let Self { client, approval_id, idempotency_key, if_match, body } = self;
            let approval_id = approval_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/approvals/{}/decisions", client.baseurl, encode_path(& approval_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "decide_approval",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ConsumeApproval<'a> {
        client: &'a super::Client,
        approval_id: Result<charter_types::ApprovalId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::ApprovalConsumption, String>,
    }
    impl<'a> ConsumeApproval<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                approval_id: Err("approval_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn approval_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalId>,
        {
            self.approval_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalId` for approval_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalConsumption>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalConsumption` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Receipt>,
            Error<charter_types::Problem>,
        > {
            let Self { client, approval_id, idempotency_key, body } = self;
            let approval_id = approval_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/approvals/{}/consume", client.baseurl, encode_path(& approval_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "consume_approval",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct CancelApproval<'a> {
        client: &'a super::Client,
        approval_id: Result<charter_types::ApprovalId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::ApprovalCancellation, String>,
    }
    impl<'a> CancelApproval<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                approval_id: Err("approval_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn approval_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalId>,
        {
            self.approval_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalId` for approval_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ApprovalCancellation>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ApprovalCancellation` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Approval>,
            Error<charter_types::Problem>,
        > {
            let Self { client, approval_id, idempotency_key, if_match, body } = self;
            let approval_id = approval_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/approvals/{}/cancel", client.baseurl, encode_path(& approval_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "cancel_approval",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetReceiptKeys<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetReceiptKeys<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::ReceiptKeys>,
            Error<charter_types::Problem>,
        > {
            let Self { client } = self;
            let url = format!("{}/.well-known/jwks.json", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_receipt_keys",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ListArtifacts<'a> {
        client: &'a super::Client,
        cursor: Result<Option<charter_types::Cursor>, String>,
        item_id: Result<Option<charter_types::ItemId>, String>,
        kind: Result<Option<charter_types::ArtifactKind>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
        mission_id: Result<Option<charter_types::MissionId>, String>,
        run_id: Result<Option<charter_types::RunId>, String>,
        sha256: Result<Option<charter_types::Sha256>, String>,
    }
    impl<'a> ListArtifacts<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                cursor: Ok(None),
                item_id: Ok(None),
                kind: Ok(None),
                limit: Ok(None),
                mission_id: Ok(None),
                run_id: Ok(None),
                sha256: Ok(None),
            }
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn item_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemId>,
        {
            self.item_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: ItemId` for item_id failed"
                        .to_string()
                });
            self
        }
        pub fn kind<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ArtifactKind>,
        {
            self.kind = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: ArtifactKind` for kind failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn sha256<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Sha256>,
        {
            self.sha256 = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Sha256` for sha256 failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::ArtifactPage>,
            Error<charter_types::Problem>,
        > {
            let Self {
                client,
                cursor,
                item_id,
                kind,
                limit,
                mission_id,
                run_id,
                sha256,
            } = self;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let item_id = item_id.map_err(Error::InvalidRequest)?;
            let kind = kind.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let sha256 = sha256.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/artifacts", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("item_id", &item_id))
                .query(&progenitor_client::QueryParam::new("kind", &kind))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("mission_id", &mission_id))
                .query(&progenitor_client::QueryParam::new("run_id", &run_id))
                .query(&progenitor_client::QueryParam::new("sha256", &sha256))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_artifacts",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetArtifact<'a> {
        client: &'a super::Client,
        artifact_id: Result<charter_types::ArtifactId, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
    }
    impl<'a> GetArtifact<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                artifact_id: Err("artifact_id was not initialized".to_string()),
                if_none_match: Ok(None),
            }
        }
        pub fn artifact_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ArtifactId>,
        {
            self.artifact_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ArtifactId` for artifact_id failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Artifact>,
            Error<charter_types::Problem>,
        > {
            let Self { client, artifact_id, if_none_match } = self;
            let artifact_id = artifact_id.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/artifacts/{}", client.baseurl, encode_path(& artifact_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_artifact",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct DeleteArtifact<'a> {
        client: &'a super::Client,
        artifact_id: Result<charter_types::ArtifactId, String>,
    }
    impl<'a> DeleteArtifact<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                artifact_id: Err("artifact_id was not initialized".to_string()),
            }
        }
        pub fn artifact_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ArtifactId>,
        {
            self.artifact_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ArtifactId` for artifact_id failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Artifact>,
            Error<charter_types::Problem>,
        > {
            let Self { client, artifact_id } = self;
            let artifact_id = artifact_id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/artifacts/{}", client.baseurl, encode_path(& artifact_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_artifact",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct LinkArtifact<'a> {
        client: &'a super::Client,
        artifact_id: Result<charter_types::ArtifactId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::NewArtifactLink, String>,
    }
    impl<'a> LinkArtifact<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                artifact_id: Err("artifact_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn artifact_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ArtifactId>,
        {
            self.artifact_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ArtifactId` for artifact_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::NewArtifactLink>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: NewArtifactLink` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Artifact>,
            Error<charter_types::Problem>,
        > {
            let Self { client, artifact_id, idempotency_key, body } = self;
            let artifact_id = artifact_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/artifacts/{}/links", client.baseurl, encode_path(& artifact_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "link_artifact",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ListMissions<'a> {
        client: &'a super::Client,
        created_after: Result<Option<charter_types::Timestamp>, String>,
        created_before: Result<Option<charter_types::Timestamp>, String>,
        created_by: Result<Option<charter_types::Principal>, String>,
        cursor: Result<Option<charter_types::Cursor>, String>,
        label: Result<Option<Vec<charter_types::Label>>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
        status: Result<Option<charter_types::MissionStatus>, String>,
        text: Result<Option<charter_types::SearchText>, String>,
    }
    impl<'a> ListMissions<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                created_after: Ok(None),
                created_before: Ok(None),
                created_by: Ok(None),
                cursor: Ok(None),
                label: Ok(None),
                limit: Ok(None),
                status: Ok(None),
                text: Ok(None),
            }
        }
        pub fn created_after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Timestamp>,
        {
            self.created_after = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Timestamp` for created_after failed"
                        .to_string()
                });
            self
        }
        pub fn created_before<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Timestamp>,
        {
            self.created_before = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Timestamp` for created_before failed"
                        .to_string()
                });
            self
        }
        pub fn created_by<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Principal>,
        {
            self.created_by = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Principal` for created_by failed"
                        .to_string()
                });
            self
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn label<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<Vec<charter_types::Label>>,
        {
            self.label = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `Vec < charter_types :: Label >` for label failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: MissionStatus` for status failed"
                        .to_string()
                });
            self
        }
        pub fn text<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::SearchText>,
        {
            self.text = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: SearchText` for text failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionPage>,
            Error<charter_types::Problem>,
        > {
            let Self {
                client,
                created_after,
                created_before,
                created_by,
                cursor,
                label,
                limit,
                status,
                text,
            } = self;
            let created_after = created_after.map_err(Error::InvalidRequest)?;
            let created_before = created_before.map_err(Error::InvalidRequest)?;
            let created_by = created_by.map_err(Error::InvalidRequest)?;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let label = label.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let text = text.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/missions", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(
                    &progenitor_client::QueryParam::new("created_after", &created_after),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "created_before",
                        &created_before,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("created_by", &created_by))
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("label", &label))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .query(&progenitor_client::QueryParam::new("text", &text))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_missions",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct CreateMission<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::MissionSpec, String>,
    }
    impl<'a> CreateMission<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionSpec>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionSpec` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Mission>,
            Error<charter_types::Problem>,
        > {
            let Self { client, idempotency_key, body } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/missions", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_mission",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetMission<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
    }
    impl<'a> GetMission<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                if_none_match: Ok(None),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Mission>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, if_none_match } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_mission",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ApplyMissionEvent<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::MissionEvent, String>,
    }
    impl<'a> ApplyMissionEvent<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionEvent>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionEvent` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/events", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "apply_mission_event",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ListMissionHistory<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        cursor: Result<Option<charter_types::Cursor>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
    }
    impl<'a> ListMissionHistory<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                cursor: Ok(None),
                limit: Ok(None),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionHistoryPage>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, cursor, limit } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/history", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_mission_history",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ListMissionItems<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        cursor: Result<Option<charter_types::Cursor>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
        status: Result<Option<charter_types::ItemStatus>, String>,
    }
    impl<'a> ListMissionItems<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                cursor: Ok(None),
                limit: Ok(None),
                status: Ok(None),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: ItemStatus` for status failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::WorkItemPage>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, cursor, limit, status } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/items", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_mission_items",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct AddMissionItems<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::NewWorkItems, String>,
    }
    impl<'a> AddMissionItems<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::NewWorkItems>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: NewWorkItems` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/items", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "add_mission_items",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetMissionItem<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        item_id: Result<charter_types::ItemId, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
    }
    impl<'a> GetMissionItem<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                item_id: Err("item_id was not initialized".to_string()),
                if_none_match: Ok(None),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn item_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemId>,
        {
            self.item_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ItemId` for item_id failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::WorkItem>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, item_id, if_none_match } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let item_id = item_id.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/items/{}", client.baseurl, encode_path(& mission_id
                .to_string()), encode_path(& item_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_mission_item",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct UpdateMissionItem<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        item_id: Result<charter_types::ItemId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::WorkItemChange, String>,
    }
    impl<'a> UpdateMissionItem<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                item_id: Err("item_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn item_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemId>,
        {
            self.item_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ItemId` for item_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::WorkItemChange>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: WorkItemChange` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, item_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let item_id = item_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/items/{}", client.baseurl, encode_path(& mission_id
                .to_string()), encode_path(& item_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "update_mission_item",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct RetryMissionItem<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        item_id: Result<charter_types::ItemId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::ItemRetry, String>,
    }
    impl<'a> RetryMissionItem<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                item_id: Err("item_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn item_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemId>,
        {
            self.item_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ItemId` for item_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemRetry>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ItemRetry` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, item_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let item_id = item_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/items/{}/retry", client.baseurl, encode_path(&
                mission_id.to_string()), encode_path(& item_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "retry_mission_item",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct CancelMissionItem<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        item_id: Result<charter_types::ItemId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::ItemCancellation, String>,
    }
    impl<'a> CancelMissionItem<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                item_id: Err("item_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn item_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemId>,
        {
            self.item_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ItemId` for item_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemCancellation>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ItemCancellation` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, item_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let item_id = item_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/items/{}/cancel", client.baseurl, encode_path(&
                mission_id.to_string()), encode_path(& item_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "cancel_mission_item",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct PauseMission<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::MissionPause, String>,
    }
    impl<'a> PauseMission<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionPause>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionPause` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/pause", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "pause_mission",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ResumeMission<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::MissionResumption, String>,
    }
    impl<'a> ResumeMission<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionResumption>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionResumption` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/resume", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "resume_mission",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct CancelMission<'a> {
        client: &'a super::Client,
        mission_id: Result<charter_types::MissionId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::MissionCancellation, String>,
    }
    impl<'a> CancelMission<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                mission_id: Err("mission_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionCancellation>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: MissionCancellation` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::MissionStep>,
            Error<charter_types::Problem>,
        > {
            let Self { client, mission_id, idempotency_key, if_match, body } = self;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/missions/{}/cancel", client.baseurl, encode_path(& mission_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "cancel_mission",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ListResources<'a> {
        client: &'a super::Client,
        cursor: Result<Option<charter_types::Cursor>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
        prefix: Result<Option<charter_types::KeyPrefix>, String>,
    }
    impl<'a> ListResources<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                cursor: Ok(None),
                limit: Ok(None),
                prefix: Ok(None),
            }
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub fn prefix<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::KeyPrefix>,
        {
            self.prefix = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: KeyPrefix` for prefix failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::ResourcePage>,
            Error<charter_types::Problem>,
        > {
            let Self { client, cursor, limit, prefix } = self;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let prefix = prefix.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/resources", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("prefix", &prefix))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_resources",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetResource<'a> {
        client: &'a super::Client,
        key: Result<charter_types::ResourceKey, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
    }
    impl<'a> GetResource<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                key: Err("key was not initialized".to_string()),
                if_none_match: Ok(None),
            }
        }
        pub fn key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ResourceKey>,
        {
            self.key = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ResourceKey` for key failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Resource>,
            Error<charter_types::Problem>,
        > {
            let Self { client, key, if_none_match } = self;
            let key = key.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/resources/{}", client.baseurl, encode_path(& key.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_resource",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct PutResource<'a> {
        client: &'a super::Client,
        key: Result<charter_types::ResourceKey, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::PutResource, String>,
    }
    impl<'a> PutResource<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                key: Err("key was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                if_none_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ResourceKey>,
        {
            self.key = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ResourceKey` for key failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PutResource>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: PutResource` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Resource>,
            Error<charter_types::Problem>,
        > {
            let Self { client, key, idempotency_key, if_match, if_none_match, body } = self;
            let key = key.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/resources/{}", client.baseurl, encode_path(& key.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(4usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "put_resource",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct DeleteResource<'a> {
        client: &'a super::Client,
        key: Result<charter_types::ResourceKey, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
    }
    impl<'a> DeleteResource<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                key: Err("key was not initialized".to_string()),
                if_match: Ok(None),
                if_none_match: Ok(None),
            }
        }
        pub fn key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ResourceKey>,
        {
            self.key = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ResourceKey` for key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::DeletedResource>,
            Error<charter_types::Problem>,
        > {
            let Self { client, key, if_match, if_none_match } = self;
            let key = key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/resources/{}", client.baseurl, encode_path(& key.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_resource",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct PatchResource<'a> {
        client: &'a super::Client,
        key: Result<charter_types::ResourceKey, String>,
        content_type: Result<::std::string::String, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<::serde_json::Value, String>,
    }
    impl<'a> PatchResource<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                key: Err("key was not initialized".to_string()),
                content_type: Err("content_type was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                if_none_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ResourceKey>,
        {
            self.key = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: ResourceKey` for key failed"
                        .to_string()
                });
            self
        }
        pub fn content_type<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.content_type = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for content_type failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::serde_json::Value>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: serde_json :: Value` for body failed".to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Resource>,
            Error<charter_types::Problem>,
        > {
            let Self {
                client,
                key,
                content_type,
                idempotency_key,
                if_match,
                if_none_match,
                body,
            } = self;
            let key = key.map_err(Error::InvalidRequest)?;
            let content_type = content_type.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/resources/{}", client.baseurl, encode_path(& key.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(5usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            header_map.append("Content-Type", content_type.to_string().try_into()?);
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "patch_resource",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct TransactResources<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::Transaction, String>,
    }
    impl<'a> TransactResources<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Transaction>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: Transaction` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::TransactionResult>,
            Error<charter_types::Problem>,
        > {
            let Self { client, idempotency_key, body } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/resources/transaction", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "transact_resources",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ListRuns<'a> {
        client: &'a super::Client,
        cursor: Result<Option<charter_types::Cursor>, String>,
        item_id: Result<Option<charter_types::ItemId>, String>,
        label: Result<Option<Vec<charter_types::Label>>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
        mission_id: Result<Option<charter_types::MissionId>, String>,
        role: Result<Option<charter_types::Role>, String>,
        status: Result<Option<charter_types::RunStatus>, String>,
        worker: Result<Option<charter_types::Principal>, String>,
    }
    impl<'a> ListRuns<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                cursor: Ok(None),
                item_id: Ok(None),
                label: Ok(None),
                limit: Ok(None),
                mission_id: Ok(None),
                role: Ok(None),
                status: Ok(None),
                worker: Ok(None),
            }
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn item_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::ItemId>,
        {
            self.item_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: ItemId` for item_id failed"
                        .to_string()
                });
            self
        }
        pub fn label<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<Vec<charter_types::Label>>,
        {
            self.label = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `Vec < charter_types :: Label >` for label failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub fn mission_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::MissionId>,
        {
            self.mission_id = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: MissionId` for mission_id failed"
                        .to_string()
                });
            self
        }
        pub fn role<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Role>,
        {
            self.role = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Role` for role failed".to_string()
                });
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: RunStatus` for status failed"
                        .to_string()
                });
            self
        }
        pub fn worker<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Principal>,
        {
            self.worker = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Principal` for worker failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::RunPage>,
            Error<charter_types::Problem>,
        > {
            let Self {
                client,
                cursor,
                item_id,
                label,
                limit,
                mission_id,
                role,
                status,
                worker,
            } = self;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let item_id = item_id.map_err(Error::InvalidRequest)?;
            let label = label.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let mission_id = mission_id.map_err(Error::InvalidRequest)?;
            let role = role.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let worker = worker.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/runs", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("item_id", &item_id))
                .query(&progenitor_client::QueryParam::new("label", &label))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("mission_id", &mission_id))
                .query(&progenitor_client::QueryParam::new("role", &role))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .query(&progenitor_client::QueryParam::new("worker", &worker))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_runs",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct CreateRun<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::RunSpec, String>,
    }
    impl<'a> CreateRun<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunSpec>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunSpec` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<ResponseValue<charter_types::Run>, Error<charter_types::Problem>> {
            let Self { client, idempotency_key, body } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/runs", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_run",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ClaimRuns<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::RunClaim, String>,
    }
    impl<'a> ClaimRuns<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunClaim>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunClaim` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::ClaimedRuns>,
            Error<charter_types::Problem>,
        > {
            let Self { client, idempotency_key, body } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/runs/claim", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "claim_runs",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetRun<'a> {
        client: &'a super::Client,
        run_id: Result<charter_types::RunId, String>,
        if_none_match: Result<Option<charter_types::EntityTags>, String>,
    }
    impl<'a> GetRun<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                run_id: Err("run_id was not initialized".to_string()),
                if_none_match: Ok(None),
            }
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn if_none_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_none_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_none_match failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<ResponseValue<charter_types::Run>, Error<charter_types::Problem>> {
            let Self { client, run_id, if_none_match } = self;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let if_none_match = if_none_match.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/runs/{}", client.baseurl, encode_path(& run_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = if_none_match {
                header_map.append("If-None-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_run",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct HeartbeatRun<'a> {
        client: &'a super::Client,
        run_id: Result<charter_types::RunId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::RunHeartbeat, String>,
    }
    impl<'a> HeartbeatRun<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                run_id: Err("run_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunHeartbeat>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunHeartbeat` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::RunLease>,
            Error<charter_types::Problem>,
        > {
            let Self { client, run_id, idempotency_key, body } = self;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/runs/{}/heartbeat", client.baseurl, encode_path(& run_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "heartbeat_run",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ReportRunEvents<'a> {
        client: &'a super::Client,
        run_id: Result<charter_types::RunId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::RunReport, String>,
    }
    impl<'a> ReportRunEvents<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                run_id: Err("run_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunReport>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunReport` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::RunLease>,
            Error<charter_types::Problem>,
        > {
            let Self { client, run_id, idempotency_key, body } = self;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/runs/{}/events", client.baseurl, encode_path(& run_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "report_run_events",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct ListRunRecords<'a> {
        client: &'a super::Client,
        run_id: Result<charter_types::RunId, String>,
        cursor: Result<Option<charter_types::Cursor>, String>,
        limit: Result<Option<charter_types::PageLimit>, String>,
    }
    impl<'a> ListRunRecords<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                run_id: Err("run_id was not initialized".to_string()),
                cursor: Ok(None),
                limit: Ok(None),
            }
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::Cursor>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: Cursor` for cursor failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::PageLimit>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: PageLimit` for limit failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::RunRecordPage>,
            Error<charter_types::Problem>,
        > {
            let Self { client, run_id, cursor, limit } = self;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/runs/{}/records", client.baseurl, encode_path(& run_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_run_records",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct CompleteRun<'a> {
        client: &'a super::Client,
        run_id: Result<charter_types::RunId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::RunCompletion, String>,
    }
    impl<'a> CompleteRun<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                run_id: Err("run_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunCompletion>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunCompletion` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<ResponseValue<charter_types::Run>, Error<charter_types::Problem>> {
            let Self { client, run_id, idempotency_key, body } = self;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/runs/{}/complete", client.baseurl, encode_path(& run_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "complete_run",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct FailRun<'a> {
        client: &'a super::Client,
        run_id: Result<charter_types::RunId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        body: Result<charter_types::RunFailureReport, String>,
    }
    impl<'a> FailRun<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                run_id: Err("run_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunFailureReport>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunFailureReport` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<ResponseValue<charter_types::Run>, Error<charter_types::Problem>> {
            let Self { client, run_id, idempotency_key, body } = self;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/runs/{}/fail", client.baseurl, encode_path(& run_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "fail_run",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct CancelRun<'a> {
        client: &'a super::Client,
        run_id: Result<charter_types::RunId, String>,
        idempotency_key: Result<Option<charter_types::IdempotencyKey>, String>,
        if_match: Result<Option<charter_types::EntityTags>, String>,
        body: Result<charter_types::RunCancellation, String>,
    }
    impl<'a> CancelRun<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                run_id: Err("run_id was not initialized".to_string()),
                idempotency_key: Ok(None),
                if_match: Ok(None),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn run_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunId>,
        {
            self.run_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunId` for run_id failed"
                        .to_string()
                });
            self
        }
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::IdempotencyKey>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: IdempotencyKey` for idempotency_key failed"
                        .to_string()
                });
            self
        }
        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::EntityTags>,
        {
            self.if_match = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `charter_types :: EntityTags` for if_match failed"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<charter_types::RunCancellation>,
        {
            self.body = value
                .try_into()
                .map_err(|_| {
                    "conversion to `charter_types :: RunCancellation` for body failed"
                        .to_string()
                });
            self
        }
        pub async fn send(
            self,
        ) -> Result<ResponseValue<charter_types::Run>, Error<charter_types::Problem>> {
            let Self { client, run_id, idempotency_key, if_match, body } = self;
            let run_id = run_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/runs/{}/cancel", client.baseurl, encode_path(& run_id
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "cancel_run",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetStore<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetStore<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::StoreInfo>,
            Error<charter_types::Problem>,
        > {
            let Self { client } = self;
            let url = format!("{}/v1/store", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_store",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetHealth<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetHealth<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Health>,
            Error<charter_types::Problem>,
        > {
            let Self { client } = self;
            let url = format!("{}/healthz", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_health",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetReadiness<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetReadiness<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<charter_types::Health>,
            Error<charter_types::Problem>,
        > {
            let Self { client } = self;
            let url = format!("{}/readyz", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_readiness",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    #[derive(Debug, Clone)]
    pub struct GetContractJson<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetContractJson<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub async fn send(
            self,
        ) -> Result<ResponseValue<serde_json::Value>, Error<charter_types::Problem>> {
            let Self { client } = self;
            let url = format!("{}/openapi.json", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_contract_json",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}

pub mod prelude {
    pub use self::super::Client;
}
