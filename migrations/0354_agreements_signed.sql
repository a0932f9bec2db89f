-- Whether another person has signed since two were asked for, whatever became of the signature.
create index waiting_signature_signed on waiting_signature (organisation, signed_at);
