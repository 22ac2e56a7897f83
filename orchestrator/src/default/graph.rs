//! Circles among items that are added together. What there is already cannot depend on what is new, so a circle lies
//! wholly among the new ones.

use std::collections::BTreeMap;

use charter_types::{ItemId, WorkItemSpec};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    OnPath,
    Free,
}

/// A circle, if there is one: each item depends on the next, and the last is the first.
pub(super) fn circle(specs: &[WorkItemSpec]) -> Option<Vec<ItemId>> {
    let index_of: BTreeMap<&ItemId, usize> =
        specs.iter().enumerate().map(|(index, spec)| (&spec.item_id, index)).collect();
    let edges: Vec<Vec<usize>> = specs
        .iter()
        .map(|spec| spec.depends_on.iter().flatten().filter_map(|id| index_of.get(id).copied()).collect())
        .collect();
    let mut marks = vec![Mark::New; specs.len()];
    (0..specs.len())
        .find_map(|start| circle_from(start, &edges, &mut marks))
        .map(|path| path.into_iter().map(|index| specs[index].item_id.clone()).collect())
}

/// Depth first, with a path of its own rather than the call stack: specifications may be deep.
fn circle_from(start: usize, edges: &[Vec<usize>], marks: &mut [Mark]) -> Option<Vec<usize>> {
    if marks[start] != Mark::New {
        return None;
    }
    // Each node of the path with how many of its edges were followed.
    let mut path = vec![(start, 0)];
    marks[start] = Mark::OnPath;
    while let Some((node, followed)) = path.last_mut() {
        let Some(&next) = edges[*node].get(*followed) else {
            marks[*node] = Mark::Free;
            path.pop();
            continue;
        };
        *followed += 1;
        match marks[next] {
            Mark::Free => {}
            Mark::New => {
                marks[next] = Mark::OnPath;
                path.push((next, 0));
            }
            Mark::OnPath => {
                let on_circle = path.iter().map(|(node, _)| *node).skip_while(|node| *node != next);
                return Some(on_circle.chain([next]).collect());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use charter_types::Title;

    use super::*;

    fn specs(edges: &[(&str, &[&str])]) -> Vec<WorkItemSpec> {
        let id = |text: &str| ItemId::new(text).unwrap();
        edges
            .iter()
            .map(|(item, depends_on)| {
                WorkItemSpec::new(id(item), Title::new("t").unwrap())
                    .with_depends_on(depends_on.iter().map(|text| id(text)).collect())
            })
            .collect()
    }

    fn found(edges: &[(&str, &[&str])]) -> Option<String> {
        circle(&specs(edges)).map(|path| path.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_circle_is_named_from_its_first_item_to_itself() {
        assert_eq!(found(&[("a", &["a"])]).as_deref(), Some("a a"));
        assert_eq!(found(&[("x", &["a"]), ("a", &["b"]), ("b", &["c"]), ("c", &["a"])]).as_deref(), Some("a b c a"));
    }

    #[test]
    fn diamonds_and_what_is_outside_are_no_circles() {
        assert_eq!(found(&[("a", &[]), ("b", &["a"]), ("c", &["a"]), ("d", &["b", "c"])]), None);
        assert_eq!(found(&[("a", &["outside"])]), None);
    }

    #[test]
    fn a_long_chain_is_no_matter() {
        let mut chain = specs(&[("i0", &[])]);
        chain.extend((1..10_000).map(|index| {
            WorkItemSpec::new(ItemId::new(format!("i{index}")).unwrap(), Title::new("t").unwrap())
                .with_depends_on(vec![ItemId::new(format!("i{}", index - 1)).unwrap()])
        }));
        chain.reverse();
        assert_eq!(circle(&chain), None);
    }
}
