SELECT LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), d.device, 2),
        9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')) AS device,
    d.login
FROM sync.enrolled_devices AS d
WHERE d.device = @holder;
