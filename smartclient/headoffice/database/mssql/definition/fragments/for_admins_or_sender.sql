IF @role = N'admin'
    $(FOR_ADMINS)
ELSE
    $(FOR_SENDER)
