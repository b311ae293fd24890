# What those read who write programs that use the API.

api-number-shared = Open one of the addresses below.
api-unreadable = This body cannot be read
    .help = Nothing was saved. Send JSON with fields as described at /api/openapi.json.
api-refused = Nothing has changed.
api-bad-event = Give the id of an event of this report.
api-bad-instant = Write an instant with its offset, such as 2026-03-12T23:59:00+08:00.
api-bad-words = Use at most { $most } characters.
api-bad-limit = Give a number from 1 to { $most }.
api-bad-place = Give the next of the page before, with the same filter.
problem-not-json = This body is not JSON
    .help = Nothing was saved. Send it with the header Content-Type: application/json.
problem-bad-key = This Idempotency-Key cannot be used
    .help = Nothing was saved. Use 1 to 255 characters.
problem-key-reused = This Idempotency-Key was used for something else
    .help = Nothing was saved. Use a new key for a new request.
