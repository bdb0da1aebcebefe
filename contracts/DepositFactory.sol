// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Deposit} from "./Deposit.sol";

/**
 * Receive addresses without keys. `addressOf(treasury, index)` can be paid before any code stands there; `sweep` puts
 * the code there when there is something to move, and moves it to the treasury.
 *
 * No owner, no upgrade, no fee, no pause, no storage: two calls can only interfere through balances, so calls from
 * inside a sweep (a treasury or a token that calls back) change nothing but who moves which balance first.
 */
contract DepositFactory {
    /**
     * Gas for one look at a balance and for one move. A token or treasury that burns all it gets costs this much and no
     * more. Should a network one day need more for an honest transfer, `Deposit.sweep` called directly has no cap.
     */
    uint256 private constant READ_GAS = 100_000;
    uint256 private constant MOVE_GAS = 250_000;
    /// Around a capped call: an account's cold access, the event, the way to the next check.
    uint256 private constant MARGIN_GAS = 15_000;

    /// The code that all clones share; created with this contract, so its address follows from this one's.
    address public immutable implementation = address(new Deposit());

    /// `asset`: the token, or the zero address for the native coin. That it moved is the token's word.
    event Swept(address indexed treasury, uint256 indexed index, address indexed asset, uint256 amount);
    /// It stays where it is and can be tried again. `amount` 0: the token would not tell the balance.
    event SweepFailed(address indexed treasury, uint256 indexed index, address indexed asset, uint256 amount);

    /// The transaction has not enough gas left to give the next call its full share.
    error NotEnoughGas();

    /**
     * Moves all native coin and all of each token from each address to the treasury. What fails is skipped and told by
     * an event; the rest goes on. Anyone may call.
     *
     * @param indexes the wallet's running indexes; each gives one address
     * @return failed the number of balances that could not be read or moved
     */
    function sweep(address treasury, uint256[] calldata indexes, address[] calldata tokens) external returns (uint256 failed) {
        for (uint256 i = 0; i < indexes.length; ++i) {
            uint256 index = indexes[i];
            address deposit = addressOf(treasury, index);
            if (!_sweepAsset(treasury, index, deposit, address(0))) ++failed;
            for (uint256 j = 0; j < tokens.length; ++j) {
                if (!_sweepAsset(treasury, index, deposit, tokens[j])) ++failed;
            }
        }
    }

    /// The receive address: the same on every network where this factory stands at the same address.
    function addressOf(address treasury, uint256 index) public view returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(implementation, abi.encodePacked(treasury), bytes32(index));
    }

    function _sweepAsset(address treasury, uint256 index, address deposit, address asset) private returns (bool) {
        (bool known, uint256 amount) = asset == address(0) ? (true, deposit.balance) : _balanceOf(asset, deposit);
        if (known && amount == 0) return true;
        if (known) {
            // Only where there is money: an address that has code costs its payer more than 21,000 gas.
            if (deposit.code.length == 0) {
                Clones.cloneDeterministicWithImmutableArgs(implementation, abi.encodePacked(treasury), bytes32(index));
            }
            if (_move(deposit, asset, amount)) {
                emit Swept(treasury, index, asset, amount);
                return true;
            }
        }
        emit SweepFailed(treasury, index, asset, amount);
        return false;
    }

    function _move(address deposit, address asset, uint256 amount) private returns (bool moved) {
        _requireGas(MOVE_GAS);
        bytes memory data = abi.encodeCall(Deposit.sweep, (asset, amount));
        // Copies no return data: its size is the callee's choice, its cost would be ours.
        assembly ("memory-safe") {
            moved := call(MOVE_GAS, deposit, 0, add(data, 0x20), mload(data), 0, 0)
        }
    }

    /// The first word of the answer; an answer shorter than that, or none, is no balance.
    function _balanceOf(address token, address holder) private view returns (bool known, uint256 amount) {
        _requireGas(READ_GAS);
        bytes memory data = abi.encodeCall(IERC20.balanceOf, (holder));
        assembly ("memory-safe") {
            known := staticcall(READ_GAS, token, add(data, 0x20), mload(data), 0, 0x20)
            known := and(known, gt(returndatasize(), 0x1f))
            if known {
                amount := mload(0)
            }
        }
    }

    /**
     * EIP-150 gives a call at most 63/64 of what is left, silently. Without this check a caller short of gas (or a
     * wallet that estimates the least gas which does not revert) would turn good transfers into failed ones.
     */
    function _requireGas(uint256 share) private view {
        if (gasleft() < share + share / 63 + MARGIN_GAS) revert NotEnoughGas();
    }
}
