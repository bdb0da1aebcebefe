-- A delivery's id follows from its event and its endpoint, so that one SQL statement can write them all without a round
-- trip for ids. The event's id carries 142 random bits; 24 characters of a SHA-256 keep them.
create function delivery_id(event_id text, endpoint_id text) returns text
language sql immutable strict parallel safe
return 'whd_' || left(translate(encode(sha256(convert_to(event_id || endpoint_id, 'UTF8')), 'base64'), '+/', 'Fl'), 24);
