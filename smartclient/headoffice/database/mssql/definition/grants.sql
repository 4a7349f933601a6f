-- Who may do what. Reps may execute the procedures and nothing else.
-- Roles that an administrator made before are taken as they are.

IF DATABASE_PRINCIPAL_ID(N'smartclient_rep') IS NULL EXEC(N'CREATE ROLE smartclient_rep');
IF DATABASE_PRINCIPAL_ID(N'smartclient_admin') IS NULL EXEC(N'CREATE ROLE smartclient_admin');
-- whoever works also purges, unless an owner took the role out: a role that is created again is put in
IF DATABASE_PRINCIPAL_ID(N'smartclient_worker') IS NULL
    EXEC(N'CREATE ROLE smartclient_worker; IF DATABASE_PRINCIPAL_ID(N''smartclient_purger'') IS NOT NULL
        ALTER ROLE smartclient_purger ADD MEMBER smartclient_worker');
IF DATABASE_PRINCIPAL_ID(N'smartclient_purger') IS NULL
    EXEC(N'CREATE ROLE smartclient_purger; ALTER ROLE smartclient_purger ADD MEMBER smartclient_worker');

IF DATABASE_PRINCIPAL_ID(N'smartclient_web') IS NULL EXEC(N'CREATE ROLE smartclient_web');

-- what laptops call; feeds and fingerprints are listed by their versions
GRANT EXECUTE ON OBJECT::sync.submit_v1 TO smartclient_rep;
GRANT EXECUTE ON OBJECT::sync.submit_v1 TO smartclient_admin;
GRANT EXECUTE ON OBJECT::sync.pulse_v1 TO smartclient_rep;
GRANT EXECUTE ON OBJECT::sync.pulse_v1 TO smartclient_admin;
GRANT EXECUTE ON OBJECT::sync.replies_v1 TO smartclient_rep;
GRANT EXECUTE ON OBJECT::sync.replies_v1 TO smartclient_admin;
GRANT EXECUTE ON OBJECT::sync.pulse_v2 TO smartclient_rep;
GRANT EXECUTE ON OBJECT::sync.pulse_v2 TO smartclient_admin;
$(grants_of_feeds)

-- the web service: procedures that find out themselves, by the hash of a credential, for which
-- enrolled device they work, and nothing else
$(grants_of_web)

-- who enrols and revokes devices; which of them for whom, the procedures check
$(grants_of_devices)
-- and what a worker does of it, as an admin's request asks
$(grants_of_worker)

-- what is over long enough is deleted by a procedure alone; a service that is not to purge is
-- taken out of the role: ALTER ROLE smartclient_purger DROP MEMBER smartclient_worker
GRANT EXECUTE ON OBJECT::sync.purge_v1 TO smartclient_purger;

-- an order advances in its fulfilment, and is changed by nobody's right on the table
GRANT EXECUTE ON OBJECT::sync.advance_order_v1 TO smartclient_admin;

-- head office's people: they send like a rep, see how head office stands, and change business
-- data as the window, the commands and an import do. Which login is which rep, and who is an
-- admin, is an owner's to change
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.addresses TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE (number, name, rep, territory, email, business_type, specialty, square_feet,
    annual_sales, phone, contact, credit_limit, balance, status, merged_into, price_list, payment_terms,
    tax_exempt$(added_customer_columns)) ON OBJECT::sales.customers TO smartclient_admin;
GRANT SELECT, INSERT, DELETE ON OBJECT::sales.document_parts TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sales.documents TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sales.offer_products TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.offers TO smartclient_admin;
GRANT SELECT, INSERT ON OBJECT::sales.order_lines TO smartclient_admin;
GRANT SELECT, INSERT ON OBJECT::sales.orders TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.photos TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sales.prices TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.products TO smartclient_admin;
GRANT SELECT, UPDATE (title, territory, quota, name) ON OBJECT::sales.reps TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.ship_methods TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.stock TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.tax_rates TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.territories TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.cases TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.change_log TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.checkpoints TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.conflicts TO smartclient_admin;
GRANT SELECT (device, given_at, seen_at, address) ON OBJECT::sync.credentials TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.data_sets TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.devices TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.enrolled_devices TO smartclient_admin;
GRANT SELECT, INSERT, DELETE ON OBJECT::sync.import_portions TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE (written_at), DELETE ON OBJECT::sync.imports TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.inbox TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.info TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.lanes TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.laptops TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.mails TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.moved_customers TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.number_blocks TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.open_work TO smartclient_admin;
GRANT SELECT, INSERT, UPDATE (setting, changed_by, changed_at) ON OBJECT::sync.policies TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.policy_history TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.rep_identity TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.replies TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.stopped TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.suspicions TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.held_needs TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.held_requests TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.withdrawn TO smartclient_admin;
GRANT SELECT ON OBJECT::sync.workers TO smartclient_admin;

-- the service that answers requests. It writes what follows from a request, and never who sent
-- it or what it says; logs, histories, tombstones and memberships are written by triggers alone,
-- and deleted by the purge. Who a login is, it may only read
GRANT SELECT, INSERT, DELETE ON OBJECT::sales.addresses TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.customer_reps TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sales.customers TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.document_parts TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.documents TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.offer_products TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.offers TO smartclient_worker;
GRANT SELECT, INSERT, DELETE ON OBJECT::sales.order_lines TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sales.orders TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.photos TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.prices TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.products TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.reps TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.ship_methods TO smartclient_worker;
GRANT SELECT, UPDATE (on_hand) ON OBJECT::sales.stock TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.tax_rates TO smartclient_worker;
GRANT SELECT ON OBJECT::sales.territories TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.cases TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.change_log TO smartclient_worker;
GRANT SELECT, INSERT, DELETE ON OBJECT::sync.checkpoints TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.conflicts TO smartclient_worker;
GRANT SELECT, UPDATE ON OBJECT::sync.counters TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.customer_aliases TO smartclient_worker;
GRANT SELECT (id, device, given_at, seen_at, address) ON OBJECT::sync.credentials TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.data_sets TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.devices TO smartclient_worker;
GRANT SELECT, UPDATE (state, revoked_at, revoked_by) ON OBJECT::sync.enrolled_devices TO smartclient_worker;
GRANT SELECT (id, code_hash, login, expires_at), INSERT ON OBJECT::sync.enrolments TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.field_edits TO smartclient_worker;
GRANT SELECT (id, guessed_at) ON OBJECT::sync.guesses TO smartclient_worker;
GRANT SELECT (id, device, decided_at) ON OBJECT::sync.handed_over TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.held_needs TO smartclient_worker;
GRANT SELECT (id, sender, request_id) ON OBJECT::sync.held_requests TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.import_portions TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.imports TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE (lane, status, attempts, error, answered_at, isolated, round_token, round_size) ON OBJECT::sync.inbox TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.info TO smartclient_worker;
-- what a worker creates where it is missing, and procedures alone read
GRANT SELECT (name), INSERT ON OBJECT::sync.secrets TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.lanes TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.laptops TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.membership TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.mails TO smartclient_worker;
GRANT SELECT, UPDATE, DELETE ON OBJECT::sync.moved_customers TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.open_work TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.pinned_customers TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.policies TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE (unused_from) ON OBJECT::sync.number_blocks TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.policy_history TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE (order_id) ON OBJECT::sync.provisional_numbers TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.rep_identity TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE ON OBJECT::sync.replies TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.stopped TO smartclient_worker;
GRANT SELECT, DELETE ON OBJECT::sync.suspicions TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.take_along TO smartclient_worker;
GRANT SELECT ON OBJECT::sync.tombstones TO smartclient_worker;
GRANT SELECT, INSERT ON OBJECT::sync.withdrawn TO smartclient_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.workers TO smartclient_worker;
