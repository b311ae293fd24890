//! Every list of the desk is read from its place in an index: its cost does not grow with the cases.

use hadir_cases::queries::{self, Asked, Reach, View};
use hadir_org::UnitCode;

use crate::meja_office::Office;

const VIEWS: [View; 7] =
    [View::Inbox, View::Mine, View::Overdue, View::Waiting, View::Unassigned, View::Done, View::Sealed];

#[tokio::test]
async fn every_view_is_read_from_an_index_in_the_order_of_the_list() {
    let office = Office::on_sqlite().await;
    let unit = |code: &str| UnitCode::try_new(code).unwrap();
    let many = (0..60).map(|n| unit(&format!("unit-{n}"))).collect();
    let reaches = [
        Reach::All,
        Reach::Units(vec![unit("dishub")]),
        Reach::Units(vec![unit("dishub"), unit("pupr")]),
        Reach::Units(many),
    ];
    let staff = office.cases.platform().org().staff_by_name()[0].id;
    for reach in &reaches {
        for view in VIEWS {
            let asked = Asked { reach, staff, now: office.cases.now() };
            let plan = queries::plan(office.cases.platform().store().reads(), view, &asked, 50).await.unwrap();
            let reads = |step: &&String| {
                step.contains(" cases") && !step.contains("USING INDEX") && !step.contains("USING COVERING INDEX")
            };
            assert_eq!(plan.iter().find(reads), None, "{view:?} {reach:?}: {plan:#?}");
            assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{view:?} {reach:?}: {plan:#?}");
        }
    }
}
