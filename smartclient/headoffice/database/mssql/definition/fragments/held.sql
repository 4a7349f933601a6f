sync.inbox AS held WITH ($(by_request))
    ON held.sender = @rep
