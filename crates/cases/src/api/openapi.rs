//! `/api/openapi.json`: the description of the interface, written by hand and held against the routes by a test.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::kinds::{Ending, ReportKind, Status, Visibility};

/// `GET /api/openapi.json`.
pub(super) async fn show() -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(description())).into_response()
}

/// The whole description, OpenAPI 3.1.
pub(crate) fn description() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Hadir",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Reports of citizens to a regency, and what became of them. Every time is RFC 3339 with its \
                            offset; errors are RFC 9457 problem details in the language of Accept-Language.",
            "license": { "name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT" },
        },
        "paths": {
            "/api/openapi.json": { "get": {
                "summary": "This description.",
                "responses": { "200": { "description": "OpenAPI 3.1 in JSON." } },
            } },
            "/api/v1/cases": { "post": file_case() },
            "/api/v1/cases/{number}": { "get": {
                "summary": "What everyone may see of a case that an officer has released.",
                "parameters": [path_parameter("number", "The public number, such as SBT-26-0412, or one of the addresses that a 300 lists.")],
                "responses": {
                    "200": answer("The case.", "PublicCase"),
                    "300": problem("Several cases bear the number, because an office's data was once restored; `cases` lists them."),
                    "404": problem("There is no such case, or it is not public."),
                },
            } },
            "/api/v1/my/{code}": { "get": {
                "summary": "The reporter's own case, opened by the secret code.",
                "parameters": [path_parameter("code", "The secret code; case, spaces and hyphens do not matter.")],
                "responses": {
                    "200": answer("The case.", "OwnCase"),
                    "404": problem("The code is right in form but not known here."),
                    "422": problem("The code is mistyped."),
                    "429": problem("Too many unknown codes; Retry-After says how long to wait."),
                },
            } },
        },
        "components": { "schemas": schemas() },
    })
}

fn file_case() -> Value {
    json!({
        "summary": "Files a report.",
        "parameters": [{
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "The same key with the same fields gets the same number and code, however often it is sent.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        }],
        "requestBody": { "required": true, "content": { "application/json": { "schema": reference("NewCase") } } },
        "responses": {
            "201": answer("The report is on disk.", "FiledCase"),
            "400": problem("The body is not JSON of this form."),
            "422": problem("Fields have to be mended; `errors` names each with a sentence."),
            "429": problem("This sender filed too many; Retry-After says how long to wait."),
        },
    })
}

fn schemas() -> Value {
    json!({
        "NewCase": { "type": "object", "required": ["text"], "properties": {
            "kind": { "enum": ReportKind::ALL, "default": ReportKind::Complaint },
            "text": { "type": "string", "minLength": crate::commands::TEXT_CHARS_MIN, "maxLength": crate::commands::TEXT_CHARS_MAX },
            "token": { "type": "string", "minLength": 16, "maxLength": 200, "description": "Names the report, as the form's hidden field does." },
            "category": { "type": "string", "description": "A code of the regency's categories." },
            "place": { "type": "string", "description": "A Kemendagri code within the regency, 65.03.10.2001." },
            "spot": { "type": "string", "maxLength": crate::draft::SPOT_CHARS_MAX },
            "lat": { "type": "number", "minimum": -90, "maximum": 90 },
            "lon": { "type": "number", "minimum": -180, "maximum": 180 },
            "name": { "type": "string", "maxLength": crate::draft::NAME_CHARS_MAX },
            "sapa": { "type": "string", "description": "A form of address the regency offers." },
            "contact": { "type": "string", "description": "A telephone number of 10 to 13 digits, or an e-mail address." },
            "visibility": { "enum": Visibility::ALL, "default": Visibility::Anonymous },
        } },
        "FiledCase": { "type": "object", "required": ["number", "code", "url", "due"], "properties": {
            "number": text(), "code": text(), "url": text(), "due": time(),
            "emergency": { "type": ["string", "null"], "description": "A number to call first, when the words speak of danger to life." },
        } },
        "PublicCase": case_view(&[
            ("name", json!({ "type": ["string", "null"] })),
            ("photos", json!({ "type": "array", "description": "Addresses of the photos that an officer showed to everyone.", "items": text() })),
        ]),
        "OwnCase": case_view(&[
            ("name", json!({ "type": ["string", "null"] })),
            ("visibility", json!({ "enum": Visibility::ALL })),
            ("is_public", json!({ "type": "boolean" })),
            ("photos", json!({ "type": "integer" })),
            ("erased_at", maybe_time()),
        ]),
        "Message": { "type": "object", "properties": {
            "at": time(), "from": { "enum": ["staff", "citizen"] }, "is_answer": { "type": "boolean" }, "text": text(),
            "files": { "type": "array", "description": "what an officer sent along; for the reporter alone", "items": { "type": "object",
                "properties": { "name": text(), "url": text(), "type": text(), "bytes": { "type": "integer" } } } },
        } },
        "Problem": { "type": "object", "properties": {
            "type": text(), "title": text(), "status": { "type": "integer" }, "detail": text(), "instance": text(),
            "cases": { "type": "array", "items": { "type": "object", "properties": {
                "url": text(), "title": { "type": ["string", "null"] }, "kind": { "enum": ReportKind::ALL },
                "place": { "type": ["string", "null"] }, "received_at": time(), "status": { "enum": Status::ALL },
            } } },
            "errors": { "type": "array", "items": { "type": "object", "properties": { "field": text(), "pointer": text(), "detail": text() } } },
        } },
    })
}

/// What every view of a case holds, and what this one adds.
fn case_view(more: &[(&str, Value)]) -> Value {
    let mut properties = json!({
        "number": text(), "kind": { "enum": ReportKind::ALL }, "category": { "type": ["string", "null"] },
        "place": { "type": ["string", "null"] }, "unit": text(), "unit_name": text(),
        "status": { "enum": Status::ALL }, "ending": { "enum": endings() }, "merged_into": { "type": ["string", "null"] },
        "is_overdue": { "type": "boolean" }, "received_at": time(), "due": time(),
        "answered_at": maybe_time(), "closes_at": maybe_time(), "closed_at": maybe_time(),
        "title": { "type": ["string", "null"] }, "text": { "type": ["string", "null"] }, "basis": text(),
        "messages": { "type": "array", "items": reference("Message") },
    });
    for (name, schema) in more {
        properties[*name] = schema.clone();
    }
    json!({ "type": "object", "properties": properties })
}

fn endings() -> Vec<Option<Ending>> {
    Ending::ALL.iter().copied().map(Some).chain([None]).collect()
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn maybe_time() -> Value {
    json!({ "type": ["string", "null"], "format": "date-time" })
}

fn path_parameter(name: &str, description: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": description, "schema": text() })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn answer(description: &str, schema: &str) -> Value {
    json!({ "description": description, "content": { "application/json": { "schema": reference(schema) } } })
}

fn problem(description: &str) -> Value {
    json!({ "description": description, "content": { "application/problem+json": { "schema": reference("Problem") } } })
}
