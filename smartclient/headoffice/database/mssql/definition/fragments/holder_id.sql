LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), @holder, 2), 9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-'))
