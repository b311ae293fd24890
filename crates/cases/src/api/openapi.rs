//! `/api/openapi.json`: the description of the interface, made from the types it is spoken in, the handlers, and the routes
//! with who may use them.

use std::sync::LazyLock;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

use super::{desk, intake, view};

/// What the handlers and types say of themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Hadir",
        description = "Reports of citizens to a regency, what became of them, and the desk at which they are handled. Every \
                       time is RFC 3339 with its offset; errors are RFC 9457 problem details in the language of \
                       Accept-Language. Programs that work at the desk bear a token that an administrator makes at \
                       /kelola/aplikasi.",
        license(name = "Apache-2.0 OR MIT", identifier = "Apache-2.0 OR MIT"),
    ),
    paths(
        show,
        intake::file_case,
        view::show_public,
        view::show_own,
        desk::list,
        desk::show,
        desk::photo,
        desk::file,
        desk::say,
        desk::change,
        desk::assign,
        desk::link,
        desk::undo,
    ),
    components(schemas(super::problem::ProblemDetails, desk::ListStatus))
)]
struct Described;

/// The description, made once.
static DESCRIPTION: LazyLock<Value> = LazyLock::new(describe);

/// This description.
#[utoipa::path(get, path = "/api/openapi.json", tag = "public", responses((status = 200, description = "OpenAPI 3.1 in JSON.", body = serde_json::Value)))]
pub(super) async fn show() -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(&*DESCRIPTION)).into_response()
}

fn describe() -> Value {
    let mut description = Described::openapi();
    description.info.version = env!("CARGO_PKG_VERSION").to_owned();
    let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    description.components.get_or_insert_default().add_security_scheme("token", token);
    let mut description = serde_json::to_value(description).expect("a description is plain data");
    // A transition takes the fields of its own variant and no others, as its type says of itself to serde alone.
    let transitions = description["components"]["schemas"]["NewTransition"]["oneOf"].as_array_mut();
    transitions.into_iter().flatten().for_each(|variant| variant["additionalProperties"] = false.into());
    let paths = description["paths"].as_object_mut().into_iter().flatten();
    for (path, operations) in paths.filter(|(path, _)| path.starts_with("/api/v1/desk/")) {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            of_the_desk(path, method, operation);
        }
    }
    description
}

/// What every operation at the desk has in common.
fn of_the_desk(path: &str, method: &str, operation: &mut Value) {
    operation["security"] = json!([{ "token": [] }]);
    let mut refuses = vec![
        ("401", "There is no token, or none that counts."),
        ("403", "The token has no right to this."),
        ("429", "The program asks too much; Retry-After says how long to wait."),
    ];
    let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    if path.contains("{number}") {
        parameters.retain(|parameter| parameter["name"] != "number");
        parameters.push(json!({
            "name": "number", "in": "path", "required": true, "schema": { "type": "string" },
            "description": "The public number, such as SBT-26-0412, or one of the addresses that a 300 lists.",
        }));
        refuses.push((
            "300",
            "Several cases bear the number, because an office's data was once restored; `cases` lists them.",
        ));
        refuses.push(("404", "There is no such case within reach of the token."));
    }
    if method == "post" {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
            "description": "The same request sent again under the same key does nothing twice, for thirty days.",
        }));
        refuses.push(("400", "The body is not JSON of this form, or the key is none."));
        refuses.push(("409", "The case does not allow it as it stands; the title says why."));
        refuses.push(("413", "The body is too large."));
        refuses.push(("415", "The body is not said to be JSON."));
    }
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    for (status, description) in refuses {
        operation["responses"][status] = json!({
            "description": description,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{MESSAGE_CHARS_MAX, TEXT_CHARS_MAX, TEXT_CHARS_MIN};
    use crate::draft::{NAME_CHARS_MAX, SPOT_CHARS_MAX};
    use crate::grounds::RefusalGround;

    /// Every schema with a property of this name, within a schema and its variants.
    fn property<'a>(schema: &'a str, name: &str) -> Vec<&'a Value> {
        let schema = &DESCRIPTION["components"]["schemas"][schema];
        let variants = schema["oneOf"].as_array().into_iter().flatten();
        let found: Vec<_> = [schema]
            .into_iter()
            .chain(variants)
            .map(|schema| &schema["properties"][name])
            .filter(|found| found.is_object())
            .collect();
        assert!(!found.is_empty(), "{schema} has no {name}");
        found
    }

    #[test]
    fn the_limits_it_names_are_those_that_are_checked() {
        for (schema, name, key, limit) in [
            ("NewCase", "text", "minLength", TEXT_CHARS_MIN),
            ("NewCase", "text", "maxLength", TEXT_CHARS_MAX),
            ("NewCase", "name", "maxLength", NAME_CHARS_MAX),
            ("NewCase", "spot", "maxLength", SPOT_CHARS_MAX),
            ("NewMessage", "text", "maxLength", MESSAGE_CHARS_MAX),
            ("NewAssignment", "reason", "maxLength", MESSAGE_CHARS_MAX),
            ("NewLink", "reason", "maxLength", MESSAGE_CHARS_MAX),
            ("NewTransition", "reason", "maxLength", MESSAGE_CHARS_MAX),
            ("NewTransition", "title", "maxLength", MESSAGE_CHARS_MAX),
        ] {
            for found in property(schema, name) {
                assert_eq!(found[key], limit, "{schema} {name} {key}");
            }
        }
        assert_eq!(DESCRIPTION["components"]["schemas"]["NewCase"]["required"], json!(["text"]));
        let [ground] = property("NewTransition", "ground")[..] else { panic!("one transition takes a ground") };
        let pattern = ground["pattern"].as_str().unwrap();
        let names = |ground: RefusalGround| {
            ground.as_str().replace(|c: char| ('a'..='j').contains(&c) && ground.is_exempt(), "[a-j]")
        };
        assert!(RefusalGround::all().all(|ground| pattern.contains(&names(ground))), "{pattern}");
    }

    #[test]
    fn the_desk_takes_a_token_and_nothing_else_does() {
        for (path, operations) in DESCRIPTION["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                let takes_a_token = operation["security"] == json!([{ "token": [] }]);
                assert_eq!(takes_a_token, path.starts_with("/api/v1/desk/"), "{method} {path}");
                assert!(!takes_a_token || operation["responses"]["401"].is_object(), "{method} {path}");
            }
        }
        assert_eq!(DESCRIPTION["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    }

    #[test]
    fn nothing_it_refers_to_is_missing() {
        fn references(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(fields) => {
                    found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                    fields.values().for_each(|value| references(value, found));
                }
                Value::Array(values) => values.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        references(&DESCRIPTION, &mut found);
        assert!(found.len() > 50, "{}", found.len());
        for reference in found {
            assert!(DESCRIPTION.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }
}
