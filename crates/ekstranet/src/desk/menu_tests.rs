//! The officers' menu names every place of the desk, and each page leads back.

use axum::http::Method;
use db::testing::Scratch;

use crate::kernel::Language;
use crate::testing::World;
use crate::web::Rule;

/// The pages of the desk that stand at an address of their own, from the router; a view by a support code is reached by
/// the code only.
fn places() -> Vec<&'static str> {
    let routes = crate::routes();
    let of_officers = routes.rules().iter().filter(|route| route.rule == Rule::Officer && route.method == Method::GET);
    of_officers.map(|route| route.path).filter(|path| !path.contains('{') && *path != "/desk/support/person").collect()
}

async fn the_menu_names_every_place_of_the_desk_and_each_page_leads_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let places = places();
    assert!(places.len() >= 10 && places.contains(&"/desk/"), "{places:?}");
    for place in &places {
        let page = vilma.page(place).await;
        for menu in ["<nav class=\"menu\"", "<nav class=\"nav\""] {
            let menu = crate::testing::between(&page.body, menu, "</nav>");
            for other in &places {
                assert!(menu.contains(&format!("href=\"{other}\"")), "{other} is not in the menu of {place}: {menu}");
            }
            assert_eq!(menu.matches("aria-current=\"page\"").count(), 1, "{place}: {menu}");
            assert!(menu.contains(&format!("href=\"{place}\" aria-current=\"page\"")), "{place}: {menu}");
        }
        let row = crate::testing::between(&page.body, "<nav class=\"nav\"", "<details>");
        assert_eq!(row.matches("<li>").count(), 7, "the row is short enough for one line at 1280 pixels: {row}");
        assert_eq!(page.shows("class=\"back\""), *place != "/desk/", "{place}: {}", page.body);
    }
}

/// Whoever chooses the deployments in the menu comes to a page that is called the same.
async fn the_page_of_deployments_is_called_as_in_the_menu(scratch: &Scratch) {
    let world = World::new(scratch);
    for (language, name) in
        [(Language::Fi, "Käyttöönotot"), (Language::Sv, "Ibruktaganden"), (Language::En, "Deployments")]
    {
        let page = world.vilma().await.speaking(language).get("/desk/deployments").await;
        let menu = crate::testing::between(&page.body, "<nav class=\"menu\"", "</nav>");
        assert!(menu.contains(&format!(" aria-current=\"page\">{name}</a>")), "{menu}");
        assert!(page.body.contains(&format!("<h1>{name}</h1>")), "{}", page.body);
    }
}

db::testing::on_both![
    the_menu_names_every_place_of_the_desk_and_each_page_leads_back,
    the_page_of_deployments_is_called_as_in_the_menu,
];
