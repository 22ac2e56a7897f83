//! What a mission's policy makes of the approvals of its runs.

use charter_types::{
    Approval, ApprovalId, ApprovalPolicy, ApprovalRule, ApprovalStatus, DeadlineLength, Principal, RiskClass, Run,
    RunEvent, RunToolStarted,
};
use serde_json::Value;

use super::refusals;
use crate::{
    EngineError,
    work::{NotDecided, Work},
};

/// The first rule that the action falls under.
pub(super) fn rule_for<'p>(policy: Option<&'p ApprovalPolicy>, action: &str) -> Option<&'p ApprovalRule> {
    let fits = |rule: &&ApprovalRule| match rule.action.strip_suffix('*') {
        Some(beginning) => action.starts_with(beginning),
        None => rule.action.as_str() == action,
    };
    policy?.rules.iter().find(fits)
}

/// Makes an approval as strict as a rule, where it is not.
///
/// # Errors
/// [`EngineError::Invalid`] when others may decide than the rule lets.
pub(super) fn tighten(approval: &mut Approval, rule: &ApprovalRule) -> Result<(), EngineError> {
    if let Some(least) = rule.risk.filter(|least| level(*least) > level(approval.risk)) {
        approval.risk = least;
    }
    if let Some(allowed) = &rule.deciders {
        check_among(approval.deciders.as_deref(), allowed, "/deciders")?;
        let next = approval.escalation.as_ref().map(|escalation| escalation.deciders.as_slice());
        check_among(next, allowed, "/escalation/deciders")?;
        approval.deciders.get_or_insert_with(|| allowed.clone());
    }
    approval.quorum = rule.quorum.map_or(approval.quorum, |least| least.max(approval.quorum));
    if let Some(longest) = rule.deadline_ms {
        approval.deadline = approval.deadline.min(approval.created_at.plus_ms(milliseconds(longest)));
        if let Some(escalation) = &mut approval.escalation {
            escalation.deadline_ms = escalation.deadline_ms.min(longest);
        }
    }
    approval.valid_ms = rule.valid_ms.map_or(approval.valid_ms, |longest| longest.min(approval.valid_ms));
    Ok(())
}

pub(super) fn milliseconds(length: DeadlineLength) -> i64 {
    i64::from(length.get())
}

fn check_among(named: Option<&[Principal]>, allowed: &[Principal], pointer: &str) -> Result<(), EngineError> {
    let other = named.into_iter().flatten().enumerate().find(|(_, decider)| !allowed.contains(decider));
    other.map_or(Ok(()), |(index, decider)| {
        let message = format!("{decider} is not among those who decide by the mission's policy");
        Err(EngineError::invalid(format!("{pointer}/{index}"), message))
    })
}

const fn level(risk: RiskClass) -> u8 {
    match risk {
        RiskClass::Low => 0,
        RiskClass::Medium => 1,
        RiskClass::High => 2,
        RiskClass::Critical => 3,
    }
}

/// The approvals that the calls of tools name, which have to be read.
pub(crate) fn named_by(events: &[RunEvent]) -> impl Iterator<Item = &ApprovalId> {
    calls(events).filter_map(|(_, call)| call.approval_id.as_ref())
}

/// Whether each call of a tool that a run reports has the approval that it needs; one that has is marked as used for it.
///
/// # Errors
/// [`EngineError::NotAllowed`] when it needs one and names none, [`EngineError::ApprovalConflict`] when the one that it names
/// is not for this call, [`EngineError::Invalid`] when there is none of that name.
pub(crate) fn check_tool_calls(work: &mut Work<'_>, run: &Run, events: &[RunEvent]) -> Result<(), NotDecided> {
    let policy = match &run.mission_id {
        Some(mission_id) => work.mission(mission_id)?.approval_policy.clone(),
        None => None,
    };
    for (index, call) in calls(events) {
        match &call.approval_id {
            Some(approval_id) => use_for_call(work, run, index, approval_id, call)?,
            None if rule_for(policy.as_ref(), call.tool.as_str()).is_some() => {
                let tool = call.tool.as_str();
                return Err(refusals::not_allowed(format!(
                    "/events/{index}: by the mission's policy the tool {tool} needs an approval, and approval_id names none"
                ))
                .into());
            }
            None => {}
        }
    }
    Ok(())
}

fn calls(events: &[RunEvent]) -> impl Iterator<Item = (usize, &RunToolStarted)> {
    events.iter().enumerate().filter_map(|(index, event)| match event {
        RunEvent::ToolStarted(call) => Some((index, call)),
        _ => None,
    })
}

fn use_for_call(
    work: &mut Work<'_>,
    run: &Run,
    index: usize,
    approval_id: &ApprovalId,
    call: &RunToolStarted,
) -> Result<(), NotDecided> {
    let place = format!("/events/{index}/approval_id");
    let approval = match work.approval(approval_id) {
        Err(NotDecided::Refused(EngineError::NotFound { .. })) => {
            return Err(EngineError::invalid(place, "there is no such approval").into());
        }
        found => found?,
    };
    let arguments = call.arguments.as_ref().unwrap_or(&Value::Null);
    let problem = if approval.run_id.as_ref() != Some(&run.run_id) {
        Some("it is not this run's")
    } else if approval.status != ApprovalStatus::Consumed {
        Some("it was not consumed")
    } else if approval.action.as_str() != call.tool.as_str() {
        Some("it is of another action")
    } else if charter_receipts::digest(arguments).ok().as_ref() != Some(&approval.digest) {
        Some("it is for other arguments")
    } else if approval.call_id.is_some() {
        Some("it was used for another call")
    } else {
        None
    };
    if let Some(problem) = problem {
        return Err(refusals::conflict(format!("{place}: the approval is not for this call: {problem}")).into());
    }
    work.edit_approval(approval_id, |approval| approval.call_id = Some(call.call_id.clone()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn policy() -> ApprovalPolicy {
        let rules = json!({ "rules": [
            { "action": "deploy.staging", "risk": "low" }, { "action": "deploy.*", "risk": "high" }, { "action": "rm" },
        ]});
        serde_json::from_value(rules).unwrap()
    }

    #[test]
    fn the_first_rule_that_fits_counts() {
        let policy = policy();
        let risk = |action: &str| rule_for(Some(&policy), action).map(|rule| rule.risk);
        assert_eq!(risk("deploy.staging"), Some(Some(RiskClass::Low)));
        assert_eq!(risk("deploy.production"), Some(Some(RiskClass::High)));
        assert_eq!(risk("rm"), Some(None));
        for free in ["rmdir", "deploy", "xdeploy.production", "read"] {
            assert_eq!(risk(free), None, "{free}");
        }
        assert_eq!(rule_for(None, "rm"), None);
    }
}
