#!/usr/bin/env node
'use strict';
require('../loader/register.js');
require('../cli/main');
