use super::*;

/// An operation of its own client.
fn operation(called_at: u64, returned_at: impl Into<Option<u64>>, call: Call) -> Operation {
    Operation { client: called_at as usize, called_at, returned_at: returned_at.into(), call }
}

fn put(value: ValueId, told: Told) -> Call {
    Call::Write(Guard::Any, Change::Set(value), told)
}

fn compare_and_set(revision: u64, value: ValueId, told: Told) -> Call {
    Call::Write(Guard::Revision(revision), Change::Set(value), told)
}

fn create(value: ValueId, told: Told) -> Call {
    Call::Write(Guard::Absent, Change::Set(value), told)
}

fn delete(told: Told) -> Call {
    Call::Write(Guard::Any, Change::Delete, told)
}

fn get(revision: u64, value: ValueId) -> Call {
    Call::Get(Some((revision, value)))
}

fn finding(operations: &[Operation]) -> String {
    check("k", operations).expect("it is not linearizable")
}

#[test]
fn what_happens_one_after_the_other_is_linearizable() {
    let operations = [
        operation(0, 1, create(10, Told::Done(1))),
        operation(2, 3, get(1, 10)),
        operation(4, 5, compare_and_set(1, 11, Told::Done(2))),
        operation(6, 7, compare_and_set(1, 12, Told::Refused(2))),
        operation(8, 9, delete(Told::Done(3))),
        operation(10, 11, Call::Get(None)),
        operation(12, 13, delete(Told::Refused(0))),
        operation(14, 15, create(13, Told::Done(4))),
        operation(16, 17, create(14, Told::Refused(4))),
    ];
    assert_eq!(check("k", &operations), None);
    assert_eq!(check("k", &[]), None);
}

#[test]
fn what_happens_at_the_same_time_may_have_any_order() {
    let operations = [
        operation(0, 9, put(10, Told::Done(2))),
        operation(1, 8, put(11, Told::Done(1))),
        operation(2, 3, get(1, 11)),
        operation(4, 5, get(2, 10)),
    ];
    assert_eq!(check("k", &operations), None);
}

#[test]
fn a_stale_read_is_found() {
    let operations =
        [operation(0, 1, put(10, Told::Done(1))), operation(2, 3, put(11, Told::Done(2))), operation(4, 5, get(1, 10))];
    assert!(finding(&operations).contains("client  4,       4 to       5: Get(Some((1, 10)))"));
}

#[test]
fn a_read_that_goes_back_is_found() {
    let operations = [
        operation(0, 1, put(10, Told::Done(1))),
        operation(2, 9, put(11, Told::Done(2))),
        operation(3, 4, get(2, 11)),
        operation(5, 6, get(1, 10)),
    ];
    finding(&operations);
}

#[test]
fn a_lost_write_is_found() {
    let operations = [operation(0, 1, put(10, Told::Done(1))), operation(2, 3, Call::Get(None))];
    finding(&operations);
}

#[test]
fn a_lost_update_is_found() {
    // Both saw revision 1, and both were told that they replaced it.
    let operations = [
        operation(0, 1, put(10, Told::Done(1))),
        operation(2, 5, compare_and_set(1, 11, Told::Done(2))),
        operation(3, 4, compare_and_set(1, 12, Told::Done(3))),
        operation(6, 7, get(3, 12)),
    ];
    finding(&operations);
}

#[test]
fn an_unconditional_write_in_the_midst_of_a_compare_and_set_is_found() {
    let operations = [
        operation(0, 1, put(10, Told::Done(1))),
        operation(2, 3, put(11, Told::Done(2))),
        operation(4, 5, compare_and_set(1, 12, Told::Done(3))),
    ];
    finding(&operations);
}

#[test]
fn a_second_creation_is_found() {
    let operations = [operation(0, 2, create(10, Told::Done(1))), operation(1, 3, create(11, Told::Done(2)))];
    finding(&operations);
}

#[test]
fn a_refusal_for_something_old_is_found() {
    let operations = [
        operation(0, 1, put(10, Told::Done(1))),
        operation(2, 3, put(11, Told::Done(2))),
        operation(4, 5, create(12, Told::Refused(1))),
    ];
    finding(&operations);
}

#[test]
fn a_refusal_without_reason_is_found() {
    let operations =
        [operation(0, 1, put(10, Told::Done(1))), operation(2, 3, compare_and_set(1, 11, Told::Refused(1)))];
    assert!(finding(&operations).contains("although its condition held"));
}

#[test]
fn revisions_in_another_order_than_time_are_found() {
    let operations = [operation(0, 1, put(10, Told::Done(2))), operation(2, 3, put(11, Told::Done(1)))];
    finding(&operations);
}

#[test]
fn what_is_contradictory_in_any_order_is_found() {
    let cases = [
        ([put(10, Told::Done(1)), get(1, 11)], "nobody wrote"),
        ([put(10, Told::Done(1)), get(2, 10)], "a value of revision 1 is at revision 2"),
        ([put(10, Told::Done(1)), put(11, Told::Done(1))], "given twice"),
        ([put(10, Told::Done(1)), delete(Told::Done(1))], "given twice"),
    ];
    for (calls, words) in cases {
        let operations = calls.map(|call| operation(0, 1, call));
        assert!(finding(&operations).contains(words), "{words}");
    }
}

#[test]
fn a_write_without_an_answer_may_have_happened_or_not() {
    let unanswered = operation(2, None, put(11, Told::Nothing));
    let with = |read: Call| [operation(0, 1, put(10, Told::Done(1))), unanswered, operation(4, 5, read)];
    assert_eq!(check("k", &with(get(1, 10))), None);
    assert_eq!(check("k", &with(get(2, 11))), None);
    finding(&with(Call::Get(None)));
}

#[test]
fn a_write_without_an_answer_may_happen_late() {
    let operations = [
        operation(0, 1, put(10, Told::Done(1))),
        operation(2, None, put(11, Told::Nothing)),
        operation(4, 5, get(1, 10)),
        operation(6, 7, get(2, 11)),
    ];
    assert_eq!(check("k", &operations), None);
}

#[test]
fn a_write_without_an_answer_happens_at_most_once() {
    let operations = [
        operation(0, 1, put(10, Told::Done(1))),
        operation(2, None, put(11, Told::Nothing)),
        operation(4, 5, get(2, 11)),
        operation(6, 7, put(12, Told::Done(3))),
        operation(8, 9, get(2, 11)),
    ];
    finding(&operations);
}

#[test]
fn a_compare_and_set_without_an_answer_happens_only_on_what_it_saw() {
    let operations = |told: Told| {
        [
            operation(0, 1, put(10, Told::Done(1))),
            operation(2, 3, put(11, told)),
            operation(4, None, compare_and_set(1, 12, Told::Nothing)),
            operation(6, 7, get(3, 12)),
        ]
    };
    finding(&operations(Told::Done(2)));
    let unanswered = operations(Told::Nothing).map(|operation| match operation.call {
        Call::Write(_, _, Told::Nothing) => Operation { returned_at: None, ..operation },
        _ => operation,
    });
    assert_eq!(check("k", &unanswered), None);
}

#[test]
fn a_deletion_without_an_answer_explains_an_absence_and_a_refusal() {
    let operations = |unanswered: Option<Operation>| {
        let told = [
            operation(0, 1, put(10, Told::Done(1))),
            operation(4, 5, Call::Get(None)),
            operation(6, 7, compare_and_set(1, 12, Told::Refused(0))),
        ];
        told.into_iter().chain(unanswered).collect::<Vec<_>>()
    };
    assert_eq!(check("k", &operations(Some(operation(2, None, delete(Told::Nothing))))), None);
    finding(&operations(None));
}

#[test]
fn a_refusal_by_what_nobody_saw_needs_a_write_without_an_answer() {
    let operations = |unanswered: Option<Operation>| {
        let told = [operation(0, 1, put(10, Told::Done(1))), operation(4, 5, create(12, Told::Refused(2)))];
        told.into_iter().chain(unanswered).collect::<Vec<_>>()
    };
    assert_eq!(check("k", &operations(Some(operation(2, None, put(11, Told::Nothing))))), None);
    finding(&operations(None));
}

#[test]
fn only_the_beginning_that_is_wrong_is_shown() {
    let mut operations = vec![
        operation(0, 1, put(10, Told::Done(1))),
        operation(2, 3, put(11, Told::Done(2))),
        operation(4, 5, get(1, 10)),
    ];
    operations.extend((3..100).map(|round| operation(2 * round, 2 * round + 1, put(100 + round, Told::Done(round)))));
    let found = finding(&operations);
    assert!(found.ends_with("client  4,       4 to       5: Get(Some((1, 10)))"), "{found}");
}
