# A mission that deploys $version, which somebody has to decide about within $deadline.
{
  title: "Release \($version)",
  approval_policy: { rules: [{ action: "deploy.*", risk: "high" }] },
  items: [{
    item_id: "deploy",
    title: "Deploy atlas \($version)",
    role: "deployer",
    inputs: { deploy: { service: "atlas", version: $version, replicas: 3 }, deadline: $deadline }
  }]
}
